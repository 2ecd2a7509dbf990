// In a process of its own with --expose-gc: what that many domains take in memory, and as a bare Map.
import { flat, loadDiscovery, manyDomains, nameOf, organizationIdOf } from './many-domains.js'

const domains = Number(process.argv[2])

/** @param {() => unknown} make */
async function measure(make) {
  const before = used()
  const made = await make()
  return { made, bytes: used() - before }
}

function used() {
  for (let index = 0; index < 3; index++) globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

// Before anything is measured: what is loaded and compiled once.
await loadDiscovery(manyDomains(10, 10))
const map = await measure(() => {
  const bare = new Map()
  // As a driver gives them: each text a string of its own.
  for (let index = 0; index < domains; index++) bare.set(flat(nameOf(index)), flat(organizationIdOf(index)))
  return bare
})
const bare = map.made
const mapBytes = map.bytes
if (!(bare instanceof Map) || bare.size !== domains) throw new Error('the Map is not whole')
bare.clear()
const discovery = await measure(() => loadDiscovery(manyDomains(domains, domains)))
const report = await /** @type {Awaited<ReturnType<typeof loadDiscovery>>} */ (discovery.made).report()
if (report.domains !== domains) throw new Error(`wanted ${domains} domains, got ${report.domains}`)
process.stdout.write(JSON.stringify({ mapBytes, bytes: discovery.bytes, reported: report.approximateBytes }))
