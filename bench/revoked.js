// What it costs that sessions can be ended: a look into what is revoked, with nothing and with a hundred thousand entries.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createRevocationMirror } from '../packages/sdk-node/dist/sessions/revocation-mirror.js'
import { createKeyRing } from '../packages/sdk-node/dist/sessions/key-ring.js'
import { createSessionSeal } from '../packages/sdk-node/dist/sessions/session-seal.js'
import { inProcess, interleave, ratioOf, valuesOf } from './measure.js'
import { printCosts, printFindings, printLine, printTitle } from './print.js'
import { createRevokedAuth, manyRevocations } from './support/many-revocations.js'
import { cookieName, copyText, createBenchAuth, sealSessions, secret } from './support/sample-sessions.js'

const runProgram = promisify(execFile)
/** More than the memory of opened seals holds. */
const people = 4096
const revoked = 100_000
const rounds = 21
/** People whose roles no cookie has room for. */
const [large, manyRoles] = [200, 600]

export async function run() {
  printTitle(`Sessions that can be ended: ${revoked} revocations`)
  const values = await sealSessions(people, 18)
  const costs = await interleave([...createChecks(values), ...(await createReaders(values))], { rounds })
  printCosts(costs)
  printLine('')
  const full = 'isRevoked, everything revoked that there is'
  printFindings([
    { name: full, values: valuesOf(costs, full), unit: ' µs', aim: 1 },
    {
      name: `getSession, ${manyRoles} roles, kept in the store / a new cookie with 18`,
      values: ratioOf(costs, `getSession, ${manyRoles} roles by reference`, 'getSession, none'),
    },
    {
      name: 'getSession, a new cookie, with revocations / without',
      values: ratioOf(costs, `getSession, ${revoked} revocations`, 'getSession, none'),
    },
  ])
  const { bytes } = await measureMemory()
  printLine(`  memory: ${(bytes / 1e6).toFixed(1)} MB, ${Math.round(bytes / revoked)} bytes each`)
}

/** @param {readonly string[]} values */
function createChecks(values) {
  const seal = createSessionSeal(createKeyRing([secret]))
  const sessions = values.map((value) => {
    const session = seal.open(value)
    if (session === null) throw new Error('a genuine session was not opened')
    return session
  })
  const [empty, full] = [createRevocationMirror(), createRevocationMirror()]
  full.add(manyRevocations(revoked))
  const byWhom = sessions.map((session, index) =>
    index % 2 === 0 ? session : { ...session, upstream: { subject: 'subject', sessionIndex: 'session' } },
  )
  /** @param {ReturnType<typeof createRevocationMirror>} mirror */
  const check = (mirror) => (/** @type {number} */ index) => {
    if (mirror.isRevoked(byWhom[index % people])) throw new Error('nobody here is revoked')
  }
  return [
    inProcess('isRevoked, nothing is', check(empty)),
    inProcess('isRevoked, everything revoked that there is', check(full)),
  ]
}

/** @param {readonly string[]} values */
async function createReaders(values) {
  /** @param {ReturnType<typeof createBenchAuth>} auth @param {readonly string[]} cookies */
  const read = (auth, cookies) => {
    const requests = cookies.map((value) => {
      const cookie = copyText(`${cookieName}=${value}`)
      return { headers: { get: (/** @type {string} */ name) => (name === 'cookie' ? cookie : null) } }
    })
    return async (/** @type {number} */ index) => {
      const session = await auth.getSession(requests[index % requests.length])
      if (session === null) throw new Error('a genuine session was not opened')
    }
  }
  // Only who has sealed them has the roles: they are in its store.
  const keeper = createBenchAuth()
  const references = await sealSessions(large, manyRoles, keeper)
  return [
    inProcess('getSession, none', read(createBenchAuth(), values)),
    inProcess(`getSession, ${revoked} revocations`, read(await createRevokedAuth(revoked), values)),
    inProcess(`getSession, ${manyRoles} roles by reference`, read(keeper, references)),
  ]
}

/** @returns {Promise<{ readonly bytes: number }>} */
async function measureMemory() {
  const file = fileURLToPath(new URL('support/mirror-memory.js', import.meta.url))
  return JSON.parse((await runProgram(process.execPath, ['--expose-gc', file, String(revoked)])).stdout)
}
