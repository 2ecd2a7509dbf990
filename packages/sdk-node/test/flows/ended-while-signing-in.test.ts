import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { memoryStore, type Auth, type AuthOptions, type Session, type Store } from '../../src/index.ts'
import { createFakeOidcKey, type FakeOidcKey } from '../../src/testing/fake-oidc-key.ts'
import { createClient } from '../../src/testing/create-client.ts'
import { bruno, serveProvider, type ServedProvider } from './oidc-rig.ts'
import { baseUrl, openGlobex, signInAtGlobex } from './upstream-rig.ts'

let key: FakeOidcKey
let served: ServedProvider
/** Time passes for the app and the identity provider alike. */
let ahead = 0
const now = (): Date => new Date(Date.now() + ahead)
let store: Store

beforeAll(async () => {
  key = await createFakeOidcKey()
})
beforeEach(async () => {
  ahead = 0
  store = memoryStore()
  served = await serveProvider({ key, now })
})
afterEach(() => served.close())

const open = (options: Partial<AuthOptions> = {}): Auth => openGlobex(served.provider, store, { now, ...options })

/** Bruno signs in; the session of his browser. */
async function signIn(auth: Auth): Promise<Session | null> {
  const client = createClient(auth.handler)
  const start = await client.get(`${baseUrl}/auth/login?connection=globex`)
  const back = await client.get(served.provider.authorize(start.headers.get('location') ?? '', bruno))
  expect(back.status).toBe(303)
  return auth.getSession(new Request(baseUrl, { headers: { cookie: client.cookies() } }))
}

test('a person who is switched off while the app is asked about them does not stay signed in', async () => {
  const { user } = (await signInAtGlobex(open(), served.provider)).session
  const auth: Auth = open({
    onSignIn: async () => {
      await auth.users.update('globex', user.id, { status: 'blocked' })
      ahead += 5000
    },
  })
  expect(await signIn(auth)).toBeNull()
})

test('a connection whose sessions are ended while its provider answers signs nobody in', async () => {
  const auth: Auth = open({
    fetch: async (input, init) => {
      const answer = await fetch(input, init)
      if (init?.method !== 'POST') return answer
      await auth.sessions.revoke('globex', { connectionId: 'globex' })
      ahead += 5000
      return answer
    },
  })
  expect(await signIn(auth)).toBeNull()
})
