// What it costs to open the session of a request.
import { sealData, unsealData } from 'iron-session'
import { createKeyRing } from '../packages/sdk-node/dist/sessions/key-ring.js'
import { createSessionSeal } from '../packages/sdk-node/dist/sessions/session-seal.js'
import { inProcess, interleave, ratioOf } from './measure.js'
import { printCosts, printFindings, printLine, printTitle } from './print.js'
import { openGcm, sealGcm } from './support/gcm-token.js'
import {
  cookieName,
  copyText,
  createBenchAuth,
  openedJson,
  passwordOf,
  sealSessions,
  secret,
} from './support/sample-sessions.js'

/** More than the memory of opened seals holds, so that in turn none of them is found there. */
const people = 4096
/** People of whom each comes back again and again. */
const regulars = 500
const rounds = 31

export async function run() {
  await measureSize(18)
  await measureSize(96)
}

/** @param {number} roles */
async function measureSize(roles) {
  const input = await createInput(roles)
  printTitle(`Opening a session: ${input.json.length} bytes of JSON, a cookie of ${input.values[0].length} characters`)
  const costs = await interleave(createOpeners(input), { rounds })
  printCosts(costs)
  const limit = 'AES-256-GCM, base64url, JSON.parse (node:crypto)'
  printLine('')
  printFindings([
    { name: 'a new cookie / AES-256-GCM', values: ratioOf(costs, 'ours, a new cookie', limit), aim: 3 },
    { name: 'a cookie seen before / AES-256-GCM', values: ratioOf(costs, 'ours, a cookie seen before', limit), aim: 1 },
    { name: 'getSession, a new cookie / AES-256-GCM', values: ratioOf(costs, 'getSession, a new cookie', limit) },
    {
      name: 'getSession, a cookie seen before / AES-256-GCM',
      values: ratioOf(costs, 'getSession, a cookie seen before', limit),
      aim: 1,
    },
    {
      name: 'iron-session unsealData / ours, a new cookie',
      values: ratioOf(costs, 'iron-session unsealData', 'ours, a new cookie'),
    },
    { name: 'iron-session unsealData / AES-256-GCM', values: ratioOf(costs, 'iron-session unsealData', limit) },
  ])
  await measureSealing(input)
}

/** @typedef {Awaited<ReturnType<typeof createInput>>} Input */

/** @param {number} roles */
async function createInput(roles) {
  const values = await sealSessions(people, roles)
  const jsons = await Promise.all(values.map(openedJson))
  return {
    values,
    json: jsons[0],
    tokens: jsons.map((json) => copyText(sealGcm(json))),
    password: passwordOf(values[0]),
    again: Array.from({ length: people }, (_, index) => copyText(values[(index * 7) % regulars])),
  }
}

/** @param {Input} input */
function createOpeners({ values, tokens, again, password }) {
  const keys = createKeyRing([secret])
  const [seal, warm] = [createSessionSeal(keys), createSessionSeal(keys)]
  const [auth, warmAuth] = [createBenchAuth(), createBenchAuth()]
  /** @param {string} value */
  const toRequest = (value) => {
    const cookie = copyText(`theme=dark; ${cookieName}=${value}`)
    return { headers: { get: (/** @type {string} */ name) => (name === 'cookie' ? cookie : null) } }
  }
  const [requests, againRequests] = [values.map(toRequest), again.map(toRequest)]
  return [
    inProcess('AES-256-GCM, base64url, JSON.parse (node:crypto)', (index) => openGcm(tokens[index % people])),
    inProcess('ours, a new cookie', (index) => mustOpen(seal.open(values[index % people]))),
    inProcess('ours, a cookie seen before', (index) => mustOpen(warm.open(again[index % people]))),
    inProcess('getSession, a new cookie', async (index) => mustOpen(await auth.getSession(requests[index % people]))),
    inProcess('getSession, a cookie seen before', async (index) =>
      mustOpen(await warmAuth.getSession(againRequests[index % people])),
    ),
    inProcess('iron-session unsealData', async (index) =>
      mustOpen(await unsealData(values[index % people], { password, ttl: 0 })),
    ),
  ]
}

/** For information: a session is sealed once a login and once a tenth of its idle time. @param {Input} input */
async function measureSealing({ values, json, password }) {
  const seal = createSessionSeal(createKeyRing([secret]))
  const session = mustOpen(seal.open(values[0]))
  const data = JSON.parse(json)
  const costs = await interleave(
    [
      inProcess('sealing: JSON.stringify, AES-256-GCM (node:crypto)', () => sealGcm(JSON.stringify(data))),
      inProcess('sealing: ours', () => seal.seal(session)),
      inProcess('sealing: iron-session sealData', () => sealData(data, { password, ttl: 0 })),
    ],
    { rounds: 11 },
  )
  printLine('')
  printCosts(costs)
  printLine('')
  printFindings([
    { name: 'sealing: ours / iron-session', values: ratioOf(costs, 'sealing: ours', 'sealing: iron-session sealData') },
  ])
}

/**
 * A candidate that opens nothing would be the fastest.
 *
 * @template {object} T
 * @param {T | null} session
 * @returns {T}
 */
function mustOpen(session) {
  if (session === null || Object.keys(session).length === 0) throw new Error('a genuine session was not opened')
  return session
}
