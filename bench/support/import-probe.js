// Imports what it is given, one after the other, and says what that cost. Knows nothing else: whatever it loaded itself
// would be missing from the bill.
const started = performance.now()
for (const specifier of process.argv.slice(2)) await import(specifier)
const milliseconds = performance.now() - started
const { user, system } = process.cpuUsage()
process.stdout.write(
  JSON.stringify({ ms: milliseconds, cpu: (user + system) / 1000, rss: process.memoryUsage.rss() / 1e6 }),
)
