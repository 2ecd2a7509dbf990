// Opens doors with `require`: node open-doors.cjs SPECIFIER... Nothing may warn.
process.on('warning', (warning) => {
  process.exitCode = 1
  process.stderr.write(`${warning.stack}\n`)
})
for (const door of process.argv.slice(2)) {
  if (Object.keys(require(door)).length === 0 && !door.endsWith('/wire')) throw new Error(`${door}: exports nothing`)
}
