import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createAuth, memoryStore, type Auth, type AuthOptions, type LogEntry } from '../../src/index.ts'
import type { SqlStore } from '../../src/stores/sql-store.ts'
import { sqliteStore } from '../../src/stores/sqlite-store.ts'
import { watchStore, type WatchedStore } from '../support/watched-store.ts'
import { bruno, serveProvider } from './oidc-rig.ts'
import { openGlobex, signInAtGlobex } from './upstream-rig.ts'

const [oldSecret, newSecret] = ['an-old-secret-of-the-large-sessions-', 'a-new-secret-of-the-large-sessions--']
const baseUrl = 'https://app.example.test'
const folder = mkdtempSync(join(tmpdir(), 'large-sessions-'))
const path = join(folder, 'auth.db')
let stores: SqlStore[] = []
let ahead = 0

beforeAll(async () => {
  const store = sqliteStore(path)
  await store.migrate()
  await store.close()
})
beforeEach(() => {
  ahead = 0
})
afterEach(async () => {
  for (const store of stores) await store.close()
  stores = []
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** An instance that has seen nothing yet. */
interface Instance {
  readonly auth: Auth
  readonly store: WatchedStore
  readonly log: readonly LogEntry[]
}

function open(options: Partial<AuthOptions> = {}): Instance {
  const sqlite = sqliteStore(path)
  stores.push(sqlite)
  const store = watchStore(sqlite)
  const log: LogEntry[] = []
  const auth = createAuth({
    baseUrl,
    secrets: [oldSecret],
    store: store.store,
    now: () => new Date(Date.now() + ahead),
    log: (entry) => log.push(entry),
    ...options,
  })
  return { auth, store, log }
}

/** What a browser does with cookies. */
class Jar {
  readonly #cookies = new Map<string, string>()
  /** @throws for what a browser drops */
  take(line: string): this {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(4096)
    const [pair = '', ...attributes] = line.split('; ')
    const equals = pair.indexOf('=')
    if (attributes.includes('Max-Age=0')) this.#cookies.delete(pair.slice(0, equals))
    else this.#cookies.set(pair.slice(0, equals), pair.slice(equals + 1))
    return this
  }
  get names(): readonly string[] {
    return [...this.#cookies.keys()]
  }
  get request(): Request {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return new Request(`${baseUrl}/page`, { headers: { cookie, accept: 'application/json' } })
  }
}

const rolesOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `role-${index}-`.padEnd(40, 'x'))
const many = rolesOf(600)
async function signIn(auth: Auth, roles: readonly string[], jar = new Jar(), name = 'Ana Souza'): Promise<Jar> {
  const draft = {
    user: { id: 'ana', email: 'ana@acme.test', name },
    organization: { id: 'acme', name: 'Acme' },
    connection: 'password',
    roles,
  }
  return jar.take((await auth.createSession(draft)).setCookie)
}
const findsOf = ({ store }: Instance): number => store.takeCalls().filter((call) => call === 'sessions.find').length

describe('a session with 600 roles of 40 characters', () => {
  test('is one cookie that every browser takes, and has all of them at every instance', async () => {
    const [here, there] = [open(), open()]
    const jar = await signIn(here.auth, many)
    expect(jar.names).toEqual(['__Host-launchpad'])
    for (const { auth } of [here, there]) {
      expect((await auth.getSession(jar.request))?.roles).toEqual(many)
      expect(await auth.guard(jar.request, { role: many[599] ?? '' })).toMatchObject({ kind: 'pass' })
      expect(await auth.guardSite(jar.request, { role: 'another' })).toMatchObject({ kind: 'answer' })
    }
  })
  test('is asked for once per instance, however many requests come at once', async () => {
    const [here, there] = [open(), open()]
    const jar = await signIn(here.auth, many)
    await Promise.all(Array.from({ length: 50 }, async () => there.auth.getSession(jar.request)))
    await there.auth.guard(jar.request)
    expect(findsOf(there)).toBe(1)
    await here.auth.guard(jar.request)
    expect(findsOf(here)).toBe(0)
  })
  test('is never there without its roles: while the store is down, the answer is 503, and known sessions go on', async () => {
    const [here, there] = [open(), open()]
    const jar = await signIn(here.auth, many)
    for (const { store } of [here, there]) store.setDown(true)
    expect((await here.auth.getSession(jar.request))?.roles).toEqual(many)
    await expect(there.auth.getSession(jar.request)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
    for (const guarded of [await there.auth.guard(jar.request), await there.auth.guardSite(jar.request)]) {
      expect(guarded.kind === 'answer' && guarded.response.status).toBe(503)
    }
    const asked = new Request(`${baseUrl}/auth/session`, { headers: jar.request.headers })
    expect((await there.auth.handler(asked)).status).toBe(503)
    there.store.setDown(false)
    expect((await there.auth.getSession(jar.request))?.roles).toEqual(many)
  })
  test('is no longer in the browser of who signs out, also while the store is down', async () => {
    const [here, there] = [open(), open()]
    const jar = await signIn(here.auth, many)
    there.store.setDown(true)
    const headers = { cookie: jar.request.headers.get('cookie') ?? '', 'sec-fetch-site': 'same-origin' }
    const signedOut = await there.auth.handler(new Request(`${baseUrl}/auth/logout`, { method: 'POST', headers }))
    for (const line of signedOut.headers.getSetCookie()) jar.take(line)
    expect([signedOut.status, jar.names]).toEqual([200, []])
    expect(there.log).toContainEqual(expect.objectContaining({ code: 'STORE_UNAVAILABLE' }))
  })
  test('is over when its record is gone', async () => {
    const [here, there] = [open(), open()]
    const jar = await signIn(here.auth, many)
    await there.store.store.sessions.remove((await here.auth.getSession(jar.request))?.id ?? '')
    expect(await there.auth.getSession(jar.request)).toBeNull()
  })
  test('is renewed as it is, also by another secret', async () => {
    const [here, there] = [open(), open({ secrets: [newSecret, oldSecret] })]
    const jar = await signIn(here.auth, many)
    const before = jar.request.headers.get('cookie')
    for (const { auth } of [here, there]) {
      ahead += 86_400_000 / 5
      const passed = await auth.guard(jar.request)
      expect(passed.kind === 'pass' && passed.setCookies).toHaveLength(1)
      if (passed.kind === 'pass') for (const line of passed.setCookies) jar.take(line)
    }
    expect(jar.names).toEqual(['__Host-launchpad'])
    expect(jar.request.headers.get('cookie')).not.toBe(before)
    for (const { auth } of [there, open({ secrets: [newSecret, oldSecret] })])
      expect((await auth.getSession(jar.request))?.roles).toEqual(many)
  })
  test('is over where the secret that sealed it was taken away', async () => {
    const jar = await signIn(open().auth, many)
    expect(await open({ secrets: [newSecret] }).auth.getSession(jar.request)).toBeNull()
    const renewing = open({ secrets: [newSecret, oldSecret] })
    ahead += 86_400_000 / 5
    const passed = await renewing.auth.guard(jar.request)
    if (passed.kind === 'pass') for (const line of passed.setCookies) jar.take(line)
    expect(await open({ secrets: [newSecret] }).auth.getSession(jar.request)).toBeNull()
  })
  test('leaves nothing behind when the person signs in again with fewer roles, and with more', async () => {
    const { auth } = open()
    const jar = await signIn(auth, many)
    for (const roles of [['buyer'], many, [], rolesOf(20), rolesOf(599)]) {
      await signIn(auth, roles, jar)
      expect(jar.names).toEqual(['__Host-launchpad'])
      expect((await auth.getSession(jar.request))?.roles).toEqual(roles)
      expect((await open().auth.getSession(jar.request))?.roles).toEqual(roles)
    }
  })
  test('is ended like any other', async () => {
    const [here, there] = [open(), open()]
    const jar = await signIn(here.auth, many)
    const { id = '' } = (await here.auth.getSession(jar.request)) ?? {}
    await there.auth.sessions.revoke('acme', { sessionId: id })
    expect(await there.auth.getSession(jar.request)).toBeNull()
  })
})

test('whatever the number of roles, the cookie is taken, has all of them, and is renewed', async () => {
  const [here, there] = [open(), open({ secrets: [newSecret, oldSecret], session: { idleSeconds: 604_800 } })]
  for (const count of [0, 1, 10, 30, 40, ...Array.from({ length: 30 }, (_, index) => 45 + index)]) {
    ahead = 0
    const roles = rolesOf(count)
    const jar = await signIn(here.auth, roles)
    expect((await there.auth.getSession(jar.request))?.roles).toEqual(roles)
    ahead = 86_400_000 / 2
    const passed = await there.auth.guard(jar.request)
    expect(passed.kind === 'pass' && passed.setCookies).toHaveLength(1)
    if (passed.kind === 'pass') for (const line of passed.setCookies) jar.take(line)
    expect((await there.auth.getSession(jar.request))?.roles).toEqual(roles)
  }
})
test('asks the store for nothing where the roles fit', async () => {
  const [here, there] = [open(), open()]
  const jar = await signIn(here.auth, rolesOf(20))
  await there.auth.getSession(jar.request)
  expect(findsOf(there)).toBe(0)
})
test('600 groups at the identity provider cost the cookie nothing', async () => {
  const served = await serveProvider({ algorithm: 'ES256' })
  const groups = many.map((role) => role.replace('role', 'group'))
  const auth = openGlobex(served.provider, memoryStore())
  const { session, client } = await signInAtGlobex(auth, served.provider, { ...bruno, groups })
  served.close()
  expect(session.user.email).toBe('bruno@globex.test')
  expect(client.cookies().length).toBeLessThan(1000)
})
test('says once per size to whoever develops what does not fit, and never what it is', async () => {
  const { auth, log } = open({ baseUrl: 'http://localhost:3000' })
  for (const count of [20, 600, 600, 601, 300]) await signIn(auth, rolesOf(count))
  const said = log.filter((entry) => entry.event === 'config.warning')
  expect(said).toHaveLength(2)
  expect(said[0]).toMatchObject({
    level: 'warn',
    message: expect.stringMatching(/600 roles needs a cookie of \d{5} bytes/),
  })
  expect(JSON.stringify(log)).not.toContain('xxx')
})
test('says nothing of it in production', async () => {
  const { auth, log } = open()
  await signIn(auth, many)
  expect(log).toEqual([])
})
test('refuses what does not fit even without its roles, and writes nothing down', async () => {
  const { auth, store } = open()
  await expect(signIn(auth, ['buyer'], new Jar(), 'A'.repeat(3000))).rejects.toMatchObject({
    code: 'SESSION_TOO_LARGE',
    detail: expect.stringMatching(/\d{4} without its roles/),
  })
  expect(store.takeCalls().filter((call) => call.startsWith('sessions.'))).toEqual([])
})
test('begins no session that the store does not take', async () => {
  const { auth, store } = open()
  store.setDown(true)
  await expect(signIn(auth, ['buyer'])).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
})
