// How often a sign-in asks the store, and what that costs.
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createAuth, memoryStore } from '@launchpad-sso/sdk-node'
import { sqliteStore } from '@launchpad-sso/sdk-node/sqlite'
import {
  createClient,
  createFakeOidcListener,
  createFakeOidcProvider,
  createFakeSamlIdp,
} from '@launchpad-sso/sdk-node/testing'
import { summarize } from './measure.js'
import { printLine, printTitle } from './print.js'
import { fillStore, secrets } from './support/stored-organizations.js'
import { watchCalls } from './support/watch-calls.js'

/** @import { Store } from '@launchpad-sso/sdk-node' */
/** @typedef {Awaited<ReturnType<typeof setStage>>} Stage */
/** @typedef {'saml' | 'oidc'} Kind */

const baseUrl = 'http://localhost:3000'
const people = 60

export async function run() {
  const stage = await setStage()
  const folder = mkdtempSync(path.join(tmpdir(), 'launchpad-bench-'))
  const sqlite = sqliteStore(path.join(folder, 'auth.db'))
  try {
    await measureStore('memory', memoryStore(), stage)
    await measureStore('SQLite', sqlite, stage)
  } finally {
    await sqlite.close()
    rmSync(folder, { recursive: true })
    await stage.close()
  }
}

/** One identity provider of each kind, its keys made. */
async function setStage() {
  const server = createServer(createFakeOidcListener(() => oidc))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  const clients = [{ clientId: 'bench-app', clientSecret: 'bench-client-secret' }]
  const oidc = await createFakeOidcProvider({ issuer: `http://127.0.0.1:${port}`, clients })
  return {
    saml: await createFakeSamlIdp(),
    oidc,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** @param {string} name @param {Store} store @param {Stage} stage */
async function measureStore(name, store, stage) {
  await fillStore(store, { metadata: stage.saml.metadata, issuer: stage.oidc.issuer })
  const watched = watchCalls(store)
  const auth = createAuth({ baseUrl, secrets, store: watched.store, log: () => {} })
  const signIn = createSignIn(auth.handler, stage)
  // What is loaded and kept once: engines, domains, connections, keys.
  for (const kind of kinds) await signIn(kind, `first.${kind}`)
  watched.take()
  printTitle(`Store calls of a sign-in, from the address to the session: ${name}`)
  for (const kind of kinds) await countCalls(kind, watched, signIn)
  printLine('')
  printTimes(watched.times())
}

const kinds = /** @type {const} */ (['saml', 'oidc'])
const words = { saml: 'SAML', oidc: 'OpenID Connect' }

/** @param {Kind} kind @param {ReturnType<typeof watchCalls>} watched @param {ReturnType<typeof createSignIn>} signIn */
async function countCalls(kind, watched, signIn) {
  for (const when of ['first', 'later']) {
    /** @type {(readonly string[])[]} */
    const runs = []
    for (let index = 0; index < people; index++) {
      await signIn(kind, `person.${index}`)
      runs.push(watched.take().filter((call) => call !== 'changes.head'))
    }
    const counts = summarize(runs.map((calls) => calls.length))
    printLine(`  ${words[kind]}, ${when} sign-in of a person: ${counts.median} calls`)
    printLine(`    ${runs[Math.floor(people / 2)].join(', ')}`)
  }
}

/** @param {ReadonlyMap<string, readonly number[]>} times */
function printTimes(times) {
  for (const [call, values] of [...times].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const { median, low, high } = summarize(values)
    printLine(
      `  ${call.padEnd(32)}${median.toFixed(0).padStart(8)} µs  (${low.toFixed(0)}–${high.toFixed(0)}), ${values.length} calls`,
    )
  }
}

/**
 * A whole sign-in of a browser that has no cookie yet.
 *
 * @param {(request: Request) => Promise<Response>} handler
 * @param {Stage} stage
 */
function createSignIn(handler, { saml, oidc }) {
  /** @param {Kind} kind @param {string} person */
  return async (kind, person) => {
    const email = `${person}@${kind === 'saml' ? 'acme' : 'globex'}.test`
    const client = createClient((request) => handler(request))
    const away = await client.get(`${baseUrl}/auth/login?email=${email}`)
    const location = new URL(away.headers.get('location') ?? '')
    const answer =
      kind === 'saml' ? await postReply(client, location, email) : await client.get(toCallback(location, email))
    if (answer.status !== 303) throw new Error(`a genuine sign-in was answered with ${answer.status}`)
  }
  /** @param {ReturnType<typeof createClient>} client @param {URL} location @param {string} email */
  async function postReply(client, location, email) {
    const reply = await saml.respond(location, { email })
    return client.post(reply.acsUrl, reply.form)
  }
  /** @param {URL} location @param {string} email */
  function toCallback(location, email) {
    return oidc.authorize(location, { email })
  }
}
