// What a signed-in request costs an Express 5 app more than a request that nobody checks.
import { interleave, ratioOf, surplusOf } from './measure.js'
import { printCosts, printFindings, printLine, printTitle } from './print.js'
import { startChild } from './support/children.js'
import { createLoad } from './support/load.js'
import { cookieName, passwordOf, sealSessions } from './support/sample-sessions.js'

/** More than the memory of opened seals holds. */
const people = 4096
const regulars = 200
const requestsPerBatch = 1200
const rounds = 31
const revoked = 100_000
const newWithRevoked = `requireSession, a new cookie, ${revoked} revocations`
const seenWithRevoked = `requireSession, a cookie seen before, ${revoked} revocations`

export async function run() {
  const values = await sealSessions(people, 18)
  const cookies = values.map((value) => `${cookieName}=${value}`)
  const password = JSON.stringify(passwordOf(values[0]))
  const servers = [
    await startServer('bare Express 5, an equally long cookie', ['bare'], cookies),
    await startServer('requireSession, a new cookie', ['ours'], cookies),
    await startServer('requireSession, a cookie seen before', ['ours'], cookies.slice(0, regulars)),
    await startServer(newWithRevoked, ['revoked', String(revoked)], cookies),
    await startServer(seenWithRevoked, ['revoked', String(revoked)], cookies.slice(0, regulars)),
    await startServer('getIronSession', ['iron', password], cookies),
  ]
  try {
    printTitle(
      `An authenticated Express 5 request: cookie of ${cookies[0].length} characters, CPU of the server's process`,
    )
    const costs = await interleave(
      servers.map(({ candidate }) => candidate),
      { rounds },
    )
    printCosts(costs, { cpu: 'CPU µs' })
    printLine('')
    printFindings(toFindings(costs))
  } finally {
    for (const { close } of servers) await close()
  }
}

/** @param {import('./types.js').Costs} costs @returns {import('./types.js').Finding[]} */
function toFindings(costs) {
  const bare = 'bare Express 5, an equally long cookie'
  const iron = surplusOf(costs, 'getIronSession', bare)
  /** @param {string} name */
  const shareOfIron = (name) => surplusOf(costs, name, bare).map((value, round) => value / iron[round])
  const checked = [
    'requireSession, a new cookie',
    'requireSession, a cookie seen before',
    newWithRevoked,
    seenWithRevoked,
    'getIronSession',
  ]
  return [
    ...checked.map((name) => ({ name: `${name} / bare`, values: ratioOf(costs, name, bare) })),
    ...checked.map((name) => ({ name: `${name}, over bare`, values: surplusOf(costs, name, bare), unit: ' µs' })),
    { name: 'what a new cookie costs / what getIronSession costs', values: shareOfIron(checked[0]), aim: 0.25 },
    { name: 'what a seen cookie costs / what getIronSession costs', values: shareOfIron(checked[1]), aim: 0.25 },
    { name: `what a new cookie costs with ${revoked} / the same`, values: shareOfIron(newWithRevoked), aim: 0.25 },
    { name: `what a seen cookie costs with ${revoked} / the same`, values: shareOfIron(seenWithRevoked), aim: 0.25 },
  ]
}

/**
 * @param {string} name
 * @param {readonly string[]} args
 * @param {readonly string[]} cookies
 */
async function startServer(name, args, cookies) {
  const server = await startChild(new URL('./support/express-server.js', import.meta.url), args)
  const load = createLoad(server.port)
  return {
    candidate: {
      name,
      warmUp: () => load.send(requestsPerBatch * 2, cookies),
      measure: async () => {
        const before = await server.ask('usage')
        await load.send(requestsPerBatch, cookies)
        const after = await server.ask('usage')
        return { cpu: (after.user + after.system - before.user - before.system) / requestsPerBatch }
      },
    },
    close: async () => {
      load.close()
      await server.stop()
    },
  }
}
