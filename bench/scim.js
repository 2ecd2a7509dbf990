// What a SCIM request costs the server's process, over HTTP on loopback: ours through the Express adapter, and a floor written by hand,
// with a thousand, ten thousand and a hundred thousand people.
import { interleave, ratioOf } from './measure.js'
import { printCosts, printFindings, printLine, printTitle } from './print.js'
import { startChild } from './support/children.js'
import { createScimLoad } from './support/scim-load.js'
import { startBenchPostgres } from './support/start-bench-postgres.js'
import { toScimUser } from './support/scim-people.js'

/** @import { Candidate, Costs, Finding } from './types.js' */
/** @typedef {{ token: string, userIds: readonly string[], groups: { small: string, large: string } }} Targets */
/** @typedef {{ name: string, requests: number, toCall: (targets: Targets, index: number) => import('./support/scim-load.js').ScimCall }} Operation */
/** @typedef {{ name: string, kind: string, size: number, server: Awaited<ReturnType<typeof startChild>>, targets: Targets, load: ReturnType<typeof createScimLoad> }} Server */

const rounds = 9
const sizes = { memory: [1000, 10_000, 100_000], PostgreSQL: [1000, 10_000] }
const base = '/auth/scim/v2'

/** @param {readonly object[]} operations */
const patchOf = (...operations) =>
  JSON.stringify({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations })

/** @param {'small' | 'large'} which @returns {Operation['toCall']} */
const changeMember = (which) => (targets, index) => {
  const group = targets.groups[which]
  // Somebody beyond those who were in the small group: added, and removed again.
  const value = targets.userIds[20 + Math.floor(index / 2)]
  const body =
    index % 2 === 0
      ? patchOf({ op: 'add', path: 'members', value: [{ value }] })
      : patchOf({ op: 'remove', path: `members[value eq "${value}"]` })
  return { method: 'PATCH', path: `${base}/Groups/${group}`, body, status: 204 }
}

/** Spread over everybody. @param {Targets} targets @param {number} index */
const userIndexOf = ({ userIds }, index) => (index * 7919) % userIds.length

/** @type {readonly Operation[]} */
const operations = [
  {
    name: 'POST /Users',
    requests: 160,
    toCall: (_targets, index) => ({
      method: 'POST',
      path: `${base}/Users`,
      body: JSON.stringify(toScimUser(`new.${index}`)),
      status: 201,
      includes: `new.${index}@acme.test`,
    }),
  },
  {
    name: 'GET /Users/:id',
    requests: 400,
    toCall: (targets, index) => {
      const place = userIndexOf(targets, index)
      return {
        method: 'GET',
        path: `${base}/Users/${targets.userIds[place]}`,
        status: 200,
        includes: `person.${place}@acme.test`,
      }
    },
  },
  {
    name: 'GET /Users?filter=userName eq',
    requests: 400,
    toCall: (targets, index) => {
      const place = userIndexOf(targets, index)
      const filter = encodeURIComponent(`userName eq "person.${place}@acme.test"`)
      return { method: 'GET', path: `${base}/Users?filter=${filter}`, status: 200, includes: `"totalResults":1` }
    },
  },
  {
    name: 'GET /Users?startIndex=1&count=100',
    requests: 60,
    toCall: () => ({
      method: 'GET',
      path: `${base}/Users?startIndex=1&count=100`,
      status: 200,
      includes: '"itemsPerPage":100',
    }),
  },
  {
    name: 'PATCH /Users/:id active',
    requests: 240,
    toCall: (targets, index) => ({
      method: 'PATCH',
      path: `${base}/Users/${targets.userIds[userIndexOf(targets, index)]}`,
      // Each is another one, and every time round the other way round: a change that changes nothing would write nothing.
      body: patchOf({ op: 'replace', path: 'active', value: Math.floor(index / targets.userIds.length) % 2 === 1 }),
      status: 200,
      includes: '"active":',
    }),
  },
  { name: 'PATCH /Groups/:id, a member, 10 members', requests: 240, toCall: changeMember('small') },
  { name: 'PATCH /Groups/:id, a member, many members', requests: 240, toCall: changeMember('large') },
]

export async function run() {
  await measureStore('memory', '')
  const postgres = await startBenchPostgres()
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
    servers.map((server) => toCandidate(server, operation)),
    { rounds },
  )
  printCosts(costs, { cpu: 'CPU µs' })
  printLine('')
  printFindings(toFindings(store, operation, costs))
  noted.set(`${store} ${operation.name}`, costs)
}

/** Of the operations before, for what is compared across them. @type {Map<string, Costs>} */
const noted = new Map()

/** @param {Server} server @param {Operation} operation @returns {Candidate} */
function toCandidate({ name, server, targets, load }, { requests, toCall }) {
  let sent = 0
  const send = async () => {
    const from = sent
    sent += requests
    let index = from
    await load.send(requests, () => toCall(targets, index++))
  }
  return {
    name,
    warmUp: async () => {
      await send()
      await send()
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
function toFindings(store, { name }, costs) {
  const all = sizes[/** @type {keyof typeof sizes} */ (store)]
  const [smallest, largest] = [all[0], all[all.length - 1]]
  // The aims are for the bundled store; a database is another process whose CPU is not in this.
  const aims = store === 'memory' ? { floor: 2, growth: 1.3, members: 1.5 } : { growth: 1.3, members: 1.5 }
  return [
    ...all.map((size) => ({
      name: `ours / floor, ${toText(size)} people`,
      values: ratioOf(costs, toName('ours', size), toName('floor', size)),
      ...('floor' in aims && { aim: aims.floor }),
    })),
    {
      name: `ours, ${toText(largest)} / ${toText(smallest)} people`,
      values: ratioOf(costs, toName('ours', largest), toName('ours', smallest)),
      aim: aims.growth,
    },
    {
      name: `floor, ${toText(largest)} / ${toText(smallest)} people`,
      values: ratioOf(costs, toName('floor', largest), toName('floor', smallest)),
    },
    ...toMemberFindings(store, name, costs, largest, aims.members),
  ]
}

/** @param {string} store @param {string} name @param {Costs} costs @param {number} size @param {number} aim @returns {Finding[]} */
function toMemberFindings(store, name, costs, size, aim) {
  const small = noted.get(`${store} PATCH /Groups/:id, a member, 10 members`)
  if (small === undefined || !name.endsWith('many members')) return []
  const ours = toName('ours', size)
  const values = (costs.get(ours) ?? []).map(({ cpu }, round) => cpu / (small.get(ours)?.[round]?.['cpu'] ?? 0))
  return [{ name: 'ours, a group of 10k members / one of 10', values, aim }]
}

/** @param {string} kind @param {number} size */
function toName(kind, size) {
  return `${kind}, ${toText(size)} people`
}

/** @param {number} size */
function toText(size) {
  return `${size / 1000}k`
}
