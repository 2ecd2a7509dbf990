// What the callback of an OpenID Connect login costs the app, and how often the app asks the provider.
import { costOf, interleave, ratioOf } from './measure.js'
import { printCosts, printFindings, printLine, printTitle, toVerdict } from './print.js'
import { startChild } from './support/children.js'
import { createOpenidClient, createOurHandler, createOurProtocol } from './support/oidc-relying-parties.js'

/** @import { Candidate } from './types.js' */
/** @import { Begin } from './support/oidc-relying-parties.js' */

const rounds = 25
const loginsPerBatch = 30

export async function run() {
  const provider = await startChild(new URL('./support/oidc-provider.js', import.meta.url), [])
  const issuer = `http://127.0.0.1:${provider.port}`
  try {
    await measureCallbacks(issuer)
    await countRequests(issuer, provider)
  } finally {
    await provider.stop()
  }
}

/** @param {string} issuer */
async function measureCallbacks(issuer) {
  printTitle('OIDC callback: CPU of the app, the provider is another process')
  const costs = await interleave(
    [
      toCandidate('openid-client, the ID token is not verified', await createOpenidClient(issuer, { checked: false })),
      toCandidate('openid-client, the ID token is verified', await createOpenidClient(issuer, { checked: true })),
      toCandidate('ours, the protocol alone', await createOurProtocol(issuer)),
      toCandidate('ours, auth.handler up to the session cookie', createOurHandler(issuer)),
    ],
    { rounds },
  )
  printCosts(costs)
  printLine('')
  const [plain, checked, protocol, handler] = [...costs.keys()]
  printFindings([
    { name: 'protocol / openid-client, verified', values: ratioOf(costs, protocol, checked), aim: 1.2 },
    { name: 'protocol / openid-client, not verified', values: ratioOf(costs, protocol, plain), aim: 1.2 },
    { name: 'auth.handler / openid-client, verified', values: ratioOf(costs, handler, checked), aim: 1.2 },
    { name: 'auth.handler / openid-client, not verified', values: ratioOf(costs, handler, plain) },
    { name: 'openid-client, verified / not verified', values: ratioOf(costs, checked, plain) },
  ])
}

/**
 * Only callbacks are measured: the logins of a batch are begun before, and so are the connections.
 *
 * @param {string} name
 * @param {Begin} begin
 * @returns {Candidate}
 */
function toCandidate(name, begin) {
  const measure = async () => {
    for (let lead = 0; lead < 3; lead++) await (await begin())()
    /** @type {Awaited<ReturnType<Begin>>[]} */
    const callbacks = []
    for (let index = 0; index < loginsPerBatch; index++) callbacks.push(await begin())
    return costOf(callbacks.length, async () => {
      for (const callback of callbacks) await callback()
    })
  }
  return {
    name,
    warmUp: async () => {
      for (let batch = 0; batch < 4; batch++) await measure()
    },
    measure,
  }
}

/**
 * Counted at the provider.
 *
 * @param {string} issuer
 * @param {Awaited<ReturnType<typeof startChild>>} provider
 */
async function countRequests(issuer, provider) {
  const logins = 20
  const begin = createOurHandler(issuer)
  const signIn = async () => (await begin())()
  await provider.ask('requests')
  await signIn()
  /** @type {readonly string[]} */
  const first = await provider.ask('requests')
  for (let index = 0; index < logins; index++) await signIn()
  /** @type {readonly string[]} */
  const later = await provider.ask('requests')
  /** @param {readonly string[]} requests @param {string} end */
  const count = (requests, end) => requests.filter((request) => request.endsWith(end)).length
  /** @param {readonly string[]} requests @param {number} divisor */
  const toText = (requests, divisor) =>
    `${count(requests, '/token') / divisor} token, ${count(requests, '/openid-configuration') / divisor} discovery, ` +
    `${count(requests, '/jwks') / divisor} JWKS, ${count(requests, '/userinfo') / divisor} userinfo`
  const met = count(later, '/token') === logins && later.length === 2 * logins
  printLine('')
  printLine(`  requests of the first login: ${toText(first, 1)}`)
  printLine(
    `  requests of each of the next ${logins} logins: ${toText(later, logins)} (aim: 1 token, nothing else) — ${toVerdict(met)}`,
  )
}
