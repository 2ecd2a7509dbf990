// What a SCIM request costs the server's process, over HTTP on loopback: ours through the Express adapter, and a floor written by hand,
// with a thousand, ten thousand and a hundred thousand people.
import { interleave, ratioOf } from './measure.js'
import { printCosts, printFindings, printLine, printTitle } from './print.js'
import { startChild } from './support/children.js'
import { createScimLoad } from './support/scim-load.js'
import { startBenchPostgres } from './support/start-bench-postgres.js'
import { operations } from './support/scim-operations.js'
import { groupSizes } from './support/scim-people.js'

/** @import { Candidate, Costs, Finding } from './types.js' */
/** @import { Operation, Targets, ToCall } from './support/scim-operations.js' */
/** @typedef {{ name: string, kind: string, size: number, server: Awaited<ReturnType<typeof startChild>>, targets: Targets, load: ReturnType<typeof createScimLoad> }} Server */

const rounds = 7
/** So many at least before the clock runs: what is measured is a server that has been running, not one that compiles itself. */
const warmUpRequests = 2000
const sizes = { memory: [1000, 10_000, 100_000], PostgreSQL: [1000, 10_000, 100_000] }
export async function run() {
  await measureStore('memory', '')
  const postgres = await startBenchPostgres(sizes.PostgreSQL)
  if (postgres === null) return printLine('\nno PostgreSQL server here: not measured on one')
  try {
    await measureStore('PostgreSQL', postgres.url)
  } finally {
    await postgres.stop()
  }
}

/** @param {'memory' | 'PostgreSQL'} store @param {string} url */
async function measureStore(store, url) {
  /** @type {Server[]} */
  const servers = []
  try {
    for (const size of sizes[store])
      for (const kind of ['floor', 'ours']) servers.push(await startServer(kind, size, url))
    for (const operation of operations) await measureOperation(store, operation, servers)
  } finally {
    for (const { server, load } of servers) {
      load.close()
      await server.stop()
    }
  }
}

/** @param {string} kind @param {number} size @param {string} url @returns {Promise<Server>} */
async function startServer(kind, size, url) {
  const database = url === '' ? '' : JSON.stringify({ connectionString: `${url}_${size}`, max: 16 })
  const args = kind === 'ours' && url !== '' ? [kind, String(size), database] : [kind, String(size)]
  const server = await startChild(new URL('./support/scim-server.js', import.meta.url), args)
  const targets = await server.ask('targets')
  return { name: toName(kind, size), kind, size, server, targets, load: createScimLoad(server.port, targets.token) }
}

/** @param {string} store @param {Operation} operation @param {readonly Server[]} servers */
async function measureOperation(store, operation, servers) {
  printTitle(`${operation.name}, ${store}: CPU of the server's process`)
  const costs = await interleave(
    servers.flatMap((server) => toCandidates(server, operation)),
    { rounds },
  )
  printCosts(costs, { cpu: 'CPU µs' })
  printLine('')
  printFindings(toFindings(store, operation, costs))
}

/** @param {Server} server @param {Operation} operation */
function toCandidates(server, { variants, ...operation }) {
  return Object.entries(variants).map(([label, toCall]) => toCandidate(server, { ...operation, toCall, label }))
}

/**
 * @param {Server} server
 * @param {Omit<Operation, 'variants'> & { toCall: ToCall, label: string }} operation
 * @returns {Candidate}
 */
function toCandidate({ name, server, targets, load }, { requests, lanes, toCall, label }) {
  let sent = 0
  const send = async () => {
    const from = sent
    sent += requests
    let index = from
    await load.send(requests, () => toCall(targets, index++), lanes)
  }
  return {
    name: name + label,
    warmUp: async () => {
      for (let done = 0; done < warmUpRequests; done += requests) await send()
    },
    measure: async () => {
      const before = await server.ask('usage')
      await send()
      const after = await server.ask('usage')
      return { cpu: (after.user + after.system - before.user - before.system) / requests }
    },
  }
}

/** @param {string} store @param {Operation} operation @param {Costs} costs @returns {Finding[]} */
function toFindings(store, { variants }, costs) {
  const all = sizes[/** @type {keyof typeof sizes} */ (store)]
  const [smallest, largest] = [all[0], all[all.length - 1]]
  // A database is another process, whose CPU is not in this: against the floor there is no aim for it.
  const floorAim = store === 'memory' ? { aim: 2 } : {}
  /** @param {string} kind @param {number} size @param {string} label */
  const of = (kind, size, label) => toName(kind, size) + label
  const labels = Object.keys(variants)
  return [
    ...labels.flatMap((label) => [
      ...all.map((size) => ({
        name: `ours / floor, ${toText(size)} people${label}`,
        values: ratioOf(costs, of('ours', size, label), of('floor', size, label)),
        ...floorAim,
      })),
      {
        name: `ours, ${toText(largest)} / ${toText(smallest)} people${label}`,
        values: ratioOf(costs, of('ours', largest, label), of('ours', smallest, label)),
        aim: 1.3,
      },
    ]),
    // Only where the large group is as large as it is meant to be.
    ...(labels.length < 2 ? [] : all.filter((size) => size >= groupSizes.large)).map((size) => ({
      name: `ours, a group of 10k members / one of 10, ${toText(size)} people`,
      values: ratioOf(costs, of('ours', size, labels[1]), of('ours', size, labels[0])),
      aim: 1.5,
    })),
  ]
}

/** @param {string} kind @param {number} size */
function toName(kind, size) {
  return `${kind}, ${toText(size)} people`
}

/** @param {number} size */
function toText(size) {
  return `${size / 1000}k`
}
