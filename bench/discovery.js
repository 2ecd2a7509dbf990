// What it costs to find the connections of an address: with a thousand domains, and with a million.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { inProcess, interleave, ratioOf, valuesOf } from './measure.js'
import { printCosts, printFindings, printLine, printTitle } from './print.js'
import { flat, loadDiscovery, manyDomains, nameOf } from './support/many-domains.js'

/** @import { Candidate } from './types.js' */

const sizes = [1000, 10_000, 100_000, 1_000_000]
const rounds = 15
/** More addresses than any cache of the processor holds, spread over all domains. */
const addresses = 65_536
/** Few enough that what is asked of them is in memory: what is measured is finding the domain. */
const organizations = 1000
const atSign = 'ana@'.length
const runProgram = promisify(execFile)

export async function run() {
  await measureLookups()
  await measureMemory()
  await measureLoading()
}

async function measureLookups() {
  printTitle('From an address to its connections: findByDomain, everything in memory')
  /** @type {Candidate[]} */
  const candidates = []
  for (const size of sizes) candidates.push(...(await createCandidates(size)))
  const costs = await interleave(candidates, { rounds })
  printCosts(costs)
  printLine('')
  const [smallest, largest] = [sizes[0], sizes[sizes.length - 1]]
  printFindings([
    ...sizes.flatMap((size) =>
      kinds.map((kind) => ({
        name: toName(kind, size),
        values: valuesOf(costs, toName(kind, size)),
        unit: ' µs',
        aim: 3,
      })),
    ),
    ...kinds.map((kind) => ({
      name: `${kind}: ${toText(largest)} / ${toText(smallest)}`,
      values: ratioOf(costs, toName(kind, largest), toName(kind, smallest)),
      aim: 1.5,
    })),
    ...['Map'].map((kind) => ({
      name: `${kind}: ${toText(largest)} / ${toText(smallest)}`,
      values: ratioOf(costs, toName(kind, largest), toName(kind, smallest)),
    })),
    ...sizes.map((size) => ({
      name: `findByDomain / a bare Map, ${toText(size)}`,
      values: ratioOf(costs, toName('own', size), toName('Map', size)),
    })),
  ])
}

const kinds = /** @type {const} */ (['own', 'above', 'unknown'])

/** @param {string} kind @param {number} size */
function toName(kind, size) {
  /** @type {Readonly<Record<string, string>>} */
  const words = {
    own: 'a domain of its own',
    above: 'a subdomain of one',
    unknown: 'an unknown domain',
    Map: 'a bare Map',
  }
  return `${words[kind] ?? kind}, ${toText(size)} domains`
}

/** @param {number} size */
function toText(size) {
  return size >= 1_000_000 ? `${size / 1_000_000}M` : `${size / 1000}k`
}

/** @param {number} size */
async function createCandidates(size) {
  const { connections } = await loadDiscovery(manyDomains(size, Math.min(size, organizations)))
  /** @param {(name: string) => string} toDomain @param {number} step only every so many domains. */
  const toAddresses = (toDomain, step = 1) =>
    Array.from({ length: addresses }, (_, index) => {
      const number = Math.floor((((index * 2_654_435_761) % 2 ** 32) / 2 ** 32) * (size / step)) * step
      return flat(`ana@${toDomain(nameOf(number))}`)
    })
  const own = toAddresses((name) => name)
  // One in ten includes its subdomains.
  const above = toAddresses((name) => `mail.${name}`, 10)
  const unknown = toAddresses((name) => `mail.un${name}`)
  const map = new Map(Array.from({ length: size }, (_, index) => [flat(nameOf(index)), 'organization']))
  /** @param {string} name @param {readonly string[]} list @param {number} wanted */
  const toCandidate = (name, list, wanted) =>
    inProcess(name, async (index) => {
      // The domain is a new text each time, as it is with a request.
      const found = await connections.findByDomain(list[index % addresses].slice(atSign))
      if (found.length !== wanted) throw new Error(`wanted ${wanted} connections, got ${found.length}`)
    })
  return [
    toCandidate(toName('own', size), own, 1),
    toCandidate(toName('above', size), above, 1),
    toCandidate(toName('unknown', size), unknown, 0),
    inProcess(toName('Map', size), (index) => {
      if (map.get(own[index % addresses].slice(atSign)) === undefined) throw new Error('the Map is not whole')
    }),
  ]
}

async function measureMemory() {
  printTitle('Memory of a domain, each of another organization; bytes after a full collection')
  const file = fileURLToPath(new URL('support/domain-memory.js', import.meta.url))
  for (const size of sizes.slice(1)) {
    const { stdout } = await runProgram(process.execPath, ['--expose-gc', file, String(size)])
    const { bytes, mapBytes, reported } = JSON.parse(stdout)
    const [each, inMap, said] = [bytes, mapBytes, reported].map((count) => Math.round(count / size))
    printLine(
      `  ${toText(size)} domains: ${each}, in a bare Map ${inMap} (${(each / inMap).toFixed(2)}x), reported ${said}; ` +
        `${(bytes / 2 ** 20).toFixed(1)} MB in all`,
    )
  }
}

async function measureLoading() {
  printTitle('Loading the domains from a SQLite file, in the background')
  const file = fileURLToPath(new URL('support/domain-load.js', import.meta.url))
  for (const size of sizes) {
    const { stdout } = await runProgram(process.execPath, [file, String(size)])
    const { ms, cpuMs, longestMs } = JSON.parse(stdout)
    printLine(
      `  ${toText(size)} domains: ${Math.round(cpuMs)} ms of CPU, ${Math.round(ms)} ms; ` +
        `others waited ${longestMs.toFixed(0)} ms at most`,
    )
  }
}
