import { randomUUID } from 'node:crypto'
import { memoryStore } from '@launchpad-sso/sdk-node'
import { copyText, createBenchAuth } from './sample-sessions.js'

/** @import { RevocationKind } from '../../packages/sdk-node/dist/model/revocation-kind.js' */
/** @import { Revocation } from '../../packages/sdk-node/dist/model/revocation.js' */

/** Of a hundred. Most people sign out; what concerns many at once is rare, and of every kind there is something. */
const shares = /** @type {const} */ ([
  ['session', 70],
  ['user', 15],
  ['subject', 5],
  ['session-index', 5],
  ['domain', 2],
  ['password', 1],
  ['connection', 1],
  ['organization', 1],
])

/** Of nobody who is in the benchmark, and all of them alive. @param {number} count @returns {readonly Revocation[]} */
export function manyRevocations(count) {
  const before = new Date()
  const kinds = shares.flatMap(([kind, share]) => Array.from({ length: share }, () => kind))
  return Array.from({ length: count }, (_, index) => {
    const kind = kinds[index % kinds.length]
    return { kind, key: toKey(kind), before }
  })
}

/** As a driver gives it: each text a string of its own. @param {RevocationKind} kind */
function toKey(kind) {
  const id = randomUUID()
  if (kind === 'domain') return copyText(`${Math.random() < 0.5 ? '*.' : ''}${id}.test`)
  return copyText(kind === 'subject' || kind === 'session-index' ? id.slice(-16) : id)
}

/** An app that knows of so many sessions that are over. @param {number} count */
export async function createRevokedAuth(count) {
  const store = memoryStore()
  const all = manyRevocations(count).map((one, index) => ({ ...one, sequence: index + 1 }))
  const auth = createBenchAuth({
    ...store,
    revocations: {
      ...store.revocations,
      head: async () => count,
      list: async (/** @type {number} */ after, /** @type {number} */ limit) => all.slice(after, after + limit),
    },
  })
  // Somebody has to be signed in for anybody to ask.
  const { setCookie } = await auth.createSession({
    user: { id: 'first' },
    organization: { id: 'acme', name: 'Acme' },
    connection: 'acme',
  })
  await auth.getSession({ headers: { get: () => setCookie } })
  const known = (await auth.health()).revocations.count
  if (known !== count) throw new Error(`wanted ${count} revocations to be known, there are ${known}`)
  return auth
}
