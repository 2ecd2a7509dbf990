import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Auth, AuthOptions, Session } from '../../src/index.ts'
import type { SqlStore } from '../../src/stores/sql-store.ts'
import { sqliteStore } from '../../src/stores/sqlite-store.ts'
import { createFakeOidcKey, type FakeOidcKey } from '../../src/testing/fake-oidc-key.ts'
import type { FakeOidcProviderOptions } from '../../src/testing/fake-oidc-provider.ts'
import { watchStore, type WatchedStore } from '../support/watched-store.ts'
import { serveProvider, type ServedProvider } from './oidc-rig.ts'
import { openGlobex, secrets, signInAtGlobex, type SignedIn } from './upstream-rig.ts'

const folder = mkdtempSync(join(tmpdir(), 'upstream-tokens-'))
const path = join(folder, 'auth.db')
const cleanups: (() => unknown)[] = []
let key: FakeOidcKey

beforeAll(async () => {
  key = await createFakeOidcKey()
  const store = sqliteStore(path)
  await store.migrate()
  await store.close()
})
afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Two instances of one app, each with the database open by itself. */
interface Stage extends ServedProvider {
  readonly here: Auth
  readonly there: Auth
  /** As `there` has it. */
  readonly store: SqlStore
  /** What `here` asks of its own. */
  readonly watched: WatchedStore
  /** Time passes, for all of them. */
  readonly pass: (seconds: number) => void
  readonly open: (options?: Partial<AuthOptions>) => Auth
  /** Requests to the token endpoint since this was last asked. */
  readonly takeRequests: () => number
}

async function setStage(
  provider: Omit<FakeOidcProviderOptions, 'issuer' | 'key' | 'now'> = {},
  options: Partial<AuthOptions> = {},
): Promise<Stage> {
  let ahead = 0
  const now = (): Date => new Date(Date.now() + ahead)
  const served = await serveProvider({ key, refreshTokens: 'rotating', now, ...provider })
  const [first, store] = [sqliteStore(path), sqliteStore(path)]
  cleanups.push(
    served.close,
    () => first.close(),
    () => store.close(),
  )
  const watched = watchStore(first)
  const open = (over: Partial<AuthOptions> = {}): Auth =>
    openGlobex(served.provider, over.store ?? store, { now, ...options, ...over })
  let taken = 0
  return {
    ...served,
    here: open({ store: watched.store }),
    there: open(),
    store,
    watched,
    pass: (seconds) => {
      ahead += seconds * 1000
    },
    open,
    takeRequests: () => {
      const all = served.provider.requests().filter((name) => name === 'POST /token').length
      const fresh = all - taken
      taken = all
      return fresh
    },
  }
}

/** The token lives, and not for the minute that whoever asks wants of it. */
const shortLived = { accessTokenSeconds: 30 }
const tokenOf = async (auth: Auth, { session }: SignedIn, minimumSeconds?: number): Promise<string | undefined> =>
  (await auth.sessions.getAccessToken(session, minimumSeconds === undefined ? {} : { minimumSeconds }))?.accessToken
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))

test('answers with the access token that came with the sign-in while it lives', async () => {
  const { here, there, provider, takeRequests } = await setStage()
  const bruno = await signInAtGlobex(here, provider)
  takeRequests()
  const token = await here.sessions.getAccessToken(bruno.session)
  expect(token).toEqual({ accessToken: expect.any(String), expiresAt: expect.any(Date), scope: null })
  expect(await tokenOf(there, bruno)).toBe(token?.accessToken)
  const headers = { authorization: `Bearer ${token?.accessToken}` }
  expect((await provider.handle(new Request(`${provider.issuer}/userinfo`, { headers }))).status).toBe(200)
  expect(takeRequests()).toBe(0)
})
test('keeps no token unless it is asked to, and says so', async () => {
  const { here, open, provider } = await setStage({}, { session: {} })
  const { session } = await signInAtGlobex(here, provider)
  await expect(here.sessions.getAccessToken(session)).rejects.toMatchObject({ code: 'CONFIG_INVALID' })
  expect(await open({ session: { keepTokens: true } }).sessions.getAccessToken(session)).toBeNull()
})
test('keeps tokens sealed, and opens them with an old secret', async () => {
  const { here, open, provider, store } = await setStage()
  const bruno = await signInAtGlobex(here, provider)
  const token = (await tokenOf(here, bruno)) ?? 'none'
  const record = await store.sessions.find(bruno.session.id)
  expect(record?.sealed).toMatch(/^v1\./)
  expect(JSON.stringify(record)).not.toContain(token)
  const next = 'a-new-secret-of-upstream-tokens-and-sessions'
  expect(await tokenOf(open({ secrets: [next, ...secrets] }), bruno)).toBe(token)
  await expect(tokenOf(open({ secrets: [next] }), bruno)).rejects.toMatchObject({ code: 'CONFIG_INVALID' })
})
test('renews once, however many ask at two instances at the same time', async () => {
  const { here, there, provider, takeRequests } = await setStage(shortLived)
  const bruno = await signInAtGlobex(here, provider)
  const before = await tokenOf(here, bruno, 0)
  takeRequests()
  const tokens = await Promise.all(times(50, (index) => tokenOf(index % 2 === 0 ? here : there, bruno)))
  expect(takeRequests()).toBe(1)
  expect(new Set(tokens).size).toBe(1)
  expect(tokens[0]).not.toBe(before)
  expect(await tokenOf(there, bruno, 0)).toBe(tokens[0])
})
test('does not renew again what was renewed a moment ago and lives no longer than that', async () => {
  const { here, provider, takeRequests } = await setStage(shortLived)
  const bruno = await signInAtGlobex(here, provider)
  const token = await tokenOf(here, bruno)
  takeRequests()
  expect(await tokenOf(here, bruno)).toBe(token)
  expect(takeRequests()).toBe(0)
})
test('uses each refresh token of a rotating provider once, whichever instance is asked', async () => {
  const { here, there, provider, pass, takeRequests } = await setStage()
  const bruno = await signInAtGlobex(here, provider)
  const seen = new Set([await tokenOf(here, bruno)])
  takeRequests()
  for (const auth of [there, here, there, there]) {
    pass(300)
    seen.add(await tokenOf(auth, bruno))
  }
  expect(seen.size).toBe(5)
  expect(takeRequests()).toBe(4)
})
test('keeps the refresh token of a provider that sends no other', async () => {
  const { here, there, provider, pass } = await setStage({ refreshTokens: 'reusable' })
  const bruno = await signInAtGlobex(here, provider)
  pass(300)
  const token = await tokenOf(here, bruno)
  pass(300)
  expect(await tokenOf(there, bruno)).not.toBe(token)
})
test('takes over from an instance that died with the lease', async () => {
  const { here, there, provider, pass, store, takeRequests } = await setStage()
  const bruno = await signInAtGlobex(here, provider)
  pass(300)
  takeRequests()
  await claimFor(store, bruno, new Date(Date.now() + 300_000))
  const asked = [tokenOf(here, bruno), tokenOf(there, bruno)]
  expect(await Promise.race([...asked, immediate()])).toBe('nothing yet')
  pass(11)
  expect(new Set(await Promise.all(asked)).size).toBe(1)
  expect(takeRequests()).toBe(1)
})
test('answers with a token that still lives when the provider cannot be reached, and fails when it does not', async () => {
  const { here, provider, pass, takeRequests } = await setStage(shortLived)
  const bruno = await signInAtGlobex(here, provider)
  const token = await tokenOf(here, bruno, 0)
  takeRequests()
  provider.deviate({ response: () => new Response('out of order', { status: 503 }) })
  expect(await tokenOf(here, bruno)).toBe(token)
  expect(await tokenOf(here, bruno)).toBe(token)
  // While the lease lasts, nobody could try again.
  expect(takeRequests()).toBe(1)
  pass(30)
  await expect(tokenOf(here, bruno)).rejects.toMatchObject({ code: 'OIDC_REFRESH_FAILED' })
})
test('asks the provider again, at another instance too, when the lease of a failure is over', async () => {
  const { here, there, provider, pass, takeRequests } = await setStage({ refreshTokens: 'reusable' })
  const bruno = await signInAtGlobex(here, provider)
  pass(300)
  provider.deviate({ response: () => new Response('out of order', { status: 503 }) })
  await expect(tokenOf(here, bruno)).rejects.toMatchObject({ code: 'OIDC_REFRESH_FAILED' })
  provider.deviate({})
  takeRequests()
  pass(11)
  expect(await tokenOf(there, bruno)).toEqual(expect.any(String))
  expect(takeRequests()).toBe(1)
})
test('says that the person has to sign in again when the provider has ended the grant, and asks no more', async () => {
  const { here, there, provider, pass, takeRequests } = await setStage()
  const bruno = await signInAtGlobex(here, provider)
  pass(300)
  provider.endGrants()
  takeRequests()
  const refused = { code: 'OIDC_REFRESH_REFUSED' }
  await expect(tokenOf(here, bruno)).rejects.toMatchObject(refused)
  await expect(tokenOf(here, bruno)).rejects.toMatchObject(refused)
  await expect(tokenOf(there, bruno)).rejects.toMatchObject(refused)
  expect(takeRequests()).toBe(1)
})
test('says the same of an access token that is over where no refresh token came', async () => {
  const { here, provider, pass } = await setStage({ refreshTokens: 'none', ...shortLived })
  const bruno = await signInAtGlobex(here, provider)
  expect(await tokenOf(here, bruno)).toBe(await tokenOf(here, bruno, 0))
  pass(30)
  await expect(tokenOf(here, bruno)).rejects.toMatchObject({ code: 'OIDC_REFRESH_REFUSED' })
})
test('takes no token that came with the ID token of somebody else', async () => {
  const { here, provider, store, pass } = await setStage()
  const bruno = await signInAtGlobex(here, provider)
  const before = await store.sessions.find(bruno.session.id)
  pass(300)
  provider.deviate({ idTokenClaims: (claims) => ({ ...claims, sub: 'mallory' }) })
  await expect(tokenOf(here, bruno)).rejects.toMatchObject({ code: 'OIDC_REFRESH_FAILED' })
  expect(await store.sessions.find(bruno.session.id)).toEqual(before)
})
test('loses no refresh token when the store does not take the next one', async () => {
  const { here, there, provider, pass, watched, takeRequests } = await setStage()
  const bruno = await signInAtGlobex(here, provider)
  pass(300)
  const release = watched.hold('sessions.replace')
  const asked = tokenOf(here, bruno)
  await vi.waitUntil(() => watched.takeCalls().includes('sessions.replace'), { timeout: 10_000 })
  watched.setDown(true)
  release()
  const token = await asked
  watched.setDown(false)
  // The next reader here puts it where the other instance finds it.
  expect(await tokenOf(here, bruno)).toBe(token)
  takeRequests()
  expect(await tokenOf(there, bruno)).toBe(token)
  pass(300)
  expect(await tokenOf(there, bruno)).not.toBe(token)
  expect(takeRequests()).toBe(1)
})
test('opens nothing for a session that is over', async () => {
  const { here, there, provider, store } = await setStage()
  const revoked = await signInAtGlobex(here, provider)
  await here.sessions.revoke('globex', { sessionId: revoked.session.id })
  await expect(tokenOf(here, revoked)).rejects.toMatchObject({ code: 'SESSION_NOT_FOUND' })
  const gone = await signInAtGlobex(here, provider)
  await store.sessions.remove(gone.session.id)
  await expect(tokenOf(there, gone)).rejects.toMatchObject({ code: 'SESSION_NOT_FOUND' })
})
test.each([200, 503])(
  'opens nothing for a session that is ended while the provider answers with %i',
  async (status) => {
    const { here, open, provider } = await setStage(shortLived)
    const bruno = await signInAtGlobex(here, provider)
    const slow: Auth = open({
      fetch: async (input, init) => {
        const answer = await fetch(input, init)
        if (init?.method !== 'POST') return answer
        await slow.sessions.revoke('globex', { userId: bruno.session.user.id })
        return status === 200 ? answer : new Response(null, { status })
      },
    })
    await expect(tokenOf(slow, bruno, 60)).rejects.toMatchObject({ code: 'SESSION_NOT_FOUND' })
  },
)
test('shows a refresh token to nobody but the provider it is of, whoever the connection leads to by now', async () => {
  const { here, provider, store, pass } = await setStage()
  const bruno = await signInAtGlobex(here, provider)
  const other = await serveProvider({ key, refreshTokens: 'rotating' })
  cleanups.push(other.close)
  const moved = openGlobex(other.provider, store, { now: () => new Date(Date.now() + 3_600_000) })
  pass(3600)
  await expect(tokenOf(moved, bruno)).rejects.toMatchObject({ code: 'OIDC_REFRESH_REFUSED' })
  expect(other.provider.requests()).not.toContain('POST /token')
})
test('opens nothing for a session whose time is over', async () => {
  const { here, provider, pass } = await setStage()
  const bruno = await signInAtGlobex(here, provider)
  pass(86_400)
  await expect(tokenOf(here, bruno)).rejects.toMatchObject({ code: 'SESSION_NOT_FOUND' })
})
test('writes no cookie: the session is the same before and after', async () => {
  const { here, provider, pass } = await setStage()
  const bruno = await signInAtGlobex(here, provider)
  const cookie = bruno.client.cookies()
  pass(300)
  await tokenOf(here, bruno)
  expect(bruno.client.cookies()).toBe(cookie)
  expect(await here.getSession(bruno.request)).toEqual(bruno.session)
})
test.each([
  ['a session that was told to a browser', (session: Session) => [{ ...session, createdAt: '2030-01-01' }, {}]],
  ['no session', () => [null, {}]],
  ['another option', (session: Session) => [session, { minimum: 3 }]],
  ['a minimum that is no whole number', (session: Session) => [session, { minimumSeconds: 1.5 }]],
  ['a minimum below zero', (session: Session) => [session, { minimumSeconds: -1 }]],
])('refuses %s', async (_name, make) => {
  const { here, provider } = await setStage()
  const { session } = await signInAtGlobex(here, provider)
  const [given, options] = make(session) as Parameters<Auth['sessions']['getAccessToken']>
  await expect(here.sessions.getAccessToken(given, options)).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
})

/** As an instance does that renews the first tokens. */
async function claimFor(store: SqlStore, { session }: SignedIn, now: Date): Promise<void> {
  expect(await store.replays.claim(`refresh:${session.id}:1`, new Date(now.getTime() + 10_000), now)).toBe(true)
}

async function immediate(): Promise<string> {
  await new Promise((done) => setImmediate(done))
  return 'nothing yet'
}
