import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createAuth, type Auth, type ListedSession, type Session } from '../../src/index.ts'
import { endSessions } from '../../src/sessions/end-sessions.ts'
import { toSamlSessionName, toUpstreamKey } from '../../src/sessions/to-upstream-key.ts'
import type { SqlStore } from '../../src/stores/sql-store.ts'
import { sqliteStore } from '../../src/stores/sqlite-store.ts'
import { createClient } from '../../src/testing/create-client.ts'
import { createFakeSamlIdp } from '../../src/testing/fake-saml-idp.ts'
import { connectionRecord, domainRecord, insertRecords, organizationRecord } from '../support/stored-records.ts'
import { watchStore, type WatchedStore } from '../support/watched-store.ts'

const baseUrl = 'https://app.example.test'
const folder = mkdtempSync(join(tmpdir(), 'session-list-'))
/** Time passes for the app and the identity provider alike. */
let ahead = 0
const now = (): Date => new Date(Date.now() + ahead)
const idp = await createFakeSamlIdp({
  now,
  sp: { entityId: `${baseUrl}/auth/saml/acme/metadata`, acsUrl: `${baseUrl}/auth/saml/acme/acs` },
})
let sqlite: SqlStore
let watched: WatchedStore
let auth: Auth
let count = 0
let ana: { readonly id: string; readonly email: string }

beforeAll(async () => {
  sqlite = sqliteStore(join(folder, 'auth.db'))
  await sqlite.migrate()
  watched = watchStore(sqlite)
  await insertRecords(sqlite, {
    organizations: [organizationRecord('acme')],
    domains: [domainRecord('acme.test', 'acme', { connectionIds: ['acme'] })],
    connections: [connectionRecord('acme', 'acme', { metadata: idp.metadata })],
  })
  auth = createAuth({
    baseUrl,
    secrets: ['a-secret-of-the-tests-that-is-long-enough'],
    store: watched.store,
    now,
    log: () => {},
  })
})
afterAll(async () => {
  await sqlite.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  count += 1
  const email = `ana${count}@acme.test`
  ana = { id: (await auth.users.create('acme', { email, name: 'Ana Souza' })).id, email }
})

/** By the app's own form. */
async function signInLocally(browser = 'Firefox'): Promise<{ readonly session: Session; readonly request: Request }> {
  const source = { headers: new Headers({ 'user-agent': browser }) }
  const draft = { user: ana, organization: { id: 'acme', name: 'Acme' }, connection: 'password' }
  const { session, setCookie } = await auth.createSession(draft, source)
  return { session, request: toRequest(setCookie.split(';')[0] ?? '') }
}

/** By the identity provider, with a browser at an address. */
async function signIn(sessionIndex?: string): Promise<Session> {
  const client = createClient((request) => auth.handler(request, { ip: '192.0.2.7' }))
  const headers = { 'user-agent': 'Firefox' }
  const start = await client.get(`${baseUrl}/auth/login?email=${ana.email}`, headers)
  const person = { email: ana.email, ...(sessionIndex !== undefined && { sessionIndex }) }
  const reply = await idp.respond(new URL(start.headers.get('location') ?? ''), person)
  expect((await client.post(reply.acsUrl, reply.form, headers)).status).toBe(303)
  const session = await auth.getSession(toRequest(client.cookies()))
  if (session === null) throw new Error('wanted a session, got none')
  return session
}

const toRequest = (cookie: string): Request =>
  new Request(`${baseUrl}/page`, { headers: { cookie, accept: 'text/html', 'sec-fetch-mode': 'navigate' } })
const list = async (limit?: number): Promise<readonly ListedSession[]> =>
  auth.sessions.list('acme', { userId: ana.id, ...(limit !== undefined && { limit }) })
const idsOf = (sessions: readonly { readonly id: string }[]): readonly string[] => sessions.map(({ id }) => id)

test('lists the sessions of a person with device, address and times, the one seen last first', async () => {
  expect(await list()).toEqual([])
  const first = await signInLocally()
  ahead += 1000
  const second = await signIn()
  expect(idsOf(await list())).toEqual([second.id, first.session.id])
  const { id, createdAt, expiresAt, endsAt } = second
  expect((await list())[0]).toEqual({
    id,
    userId: ana.id,
    connectionId: 'acme',
    createdAt,
    lastSeenAt: createdAt,
    expiresAt,
    endsAt,
    ip: '192.0.2.7',
    userAgent: 'Firefox',
  })
  expect(idsOf(await list(1))).toEqual([second.id])
})
test('lists nobody else, and nobody of another organization', async () => {
  await signInLocally()
  const bruno = await auth.users.create('acme', { email: `bruno${count}@acme.test` })
  expect(await auth.sessions.list('acme', { userId: bruno.id })).toEqual([])
  await expect(auth.sessions.list('globex', { userId: ana.id })).rejects.toMatchObject({ code: 'USER_NOT_FOUND' })
})
test('says when somebody was last seen, when a cookie is renewed', async () => {
  const { session, request } = await signInLocally()
  ahead += 86_400_000 / 5
  const result = await auth.guard(request)
  expect(result).toMatchObject({ kind: 'pass', setCookies: [expect.stringContaining('launchpad')] })
  await vi.waitUntil(async () => (await list())[0]?.lastSeenAt.getTime() !== session.createdAt.getTime())
  const [listed] = await list()
  expect(listed?.lastSeenAt.getTime()).toBeGreaterThan(session.createdAt.getTime() + 17_000_000)
  expect(listed?.expiresAt.getTime()).toBeGreaterThan(session.expiresAt.getTime() + 17_000_000)
})
test('lets people pass, and renews their cookie, while the store does not answer', async () => {
  const { request } = await signInLocally()
  ahead += 86_400_000 / 5
  watched.takeCalls()
  watched.setDown(true)
  const result = await auth.guard(request)
  watched.setDown(false)
  expect(result).toMatchObject({ kind: 'pass', setCookies: [expect.any(String)] })
  expect(watched.takeCalls()).toContain('sessions.touch')
})
test('waits for nothing when a cookie is renewed', async () => {
  const { request } = await signInLocally()
  ahead += 86_400_000 / 5
  const release = watched.hold('sessions.touch')
  expect(await auth.guard(request)).toMatchObject({ kind: 'pass', setCookies: [expect.any(String)] })
  release()
})
test('writes a session down once, and asks for none of it again', async () => {
  watched.takeCalls()
  const { request } = await signInLocally()
  await auth.guard(request)
  await auth.getSession(request)
  expect(watched.takeCalls().filter((call) => call.startsWith('sessions.'))).toEqual(['sessions.insert'])
})
test('lists no session that is over', async () => {
  await signInLocally()
  ahead += 86_400_000
  expect(await list()).toEqual([])
})

const causes: Readonly<Record<string, (session: Session) => Promise<unknown>>> = {
  'by an administrator': async ({ id }) => auth.sessions.revoke('acme', { sessionId: id }),
  'with all of the person': async () => auth.sessions.revoke('acme', { userId: ana.id }),
  'with the connection': async () => auth.sessions.revoke('acme', { connectionId: 'acme' }),
  'by the identity provider, by its name of the person': async () =>
    endByIdp('subject', toUpstreamKey('acme', ana.email)),
  'by the identity provider, by its session': async () =>
    endByIdp('session-index', toUpstreamKey('acme', toSamlSessionName(ana.email, `_index${count}`))),
  'with the domain': async () => auth.domains.remove('acme', 'acme.test'),
}

test.each(Object.entries(causes))('lists no session that was ended %s', async (_name, end) => {
  const session = await signIn(`_index${count}`)
  expect(idsOf(await list())).toEqual([session.id])
  ahead += 10
  await end(session)
  expect(await list()).toEqual([])
})
test('fills the list with those that live, however many were ended', async () => {
  const living = (await signInLocally()).session
  for (let index = 0; index < 5; index++) {
    ahead += 10
    await auth.sessions.revoke('acme', { sessionId: (await signInLocally()).session.id })
  }
  expect(idsOf(await list(1))).toEqual([living.id])
})
test('ends no session of another organization', async () => {
  const { session, request } = await signInLocally()
  const ended = auth.sessions.revoke('globex', { sessionId: session.id })
  await expect(ended).rejects.toMatchObject({ code: 'SESSION_NOT_FOUND' })
  expect((await auth.getSession(request))?.id).toBe(session.id)
  expect(await sqlite.events.list({ organizationId: 'globex', limit: 10 })).toEqual([])
})
test.each([
  ['no query', null],
  ['no user', {}],
  ['a limit above the most', { userId: 'u', limit: 101 }],
  ['a limit of nothing', { userId: 'u', limit: 0 }],
  ['another field', { userId: 'u', page: 2 }],
])('refuses %s', async (_name, query) => {
  await expect(auth.sessions.list('acme', query as { userId: string })).rejects.toMatchObject({
    code: 'REQUEST_INVALID',
  })
})

async function endByIdp(kind: 'subject' | 'session-index', key: string): Promise<void> {
  await endSessions(
    {
      organizationId: 'acme',
      scopes: [{ kind, key }],
      cause: 'idp',
      actor: { type: 'system', id: 'acme' },
      target: { type: 'connection', id: 'acme' },
      origin: { ip: null, userAgent: null },
    },
    {
      store: watched.store,
      config: { now },
      // As another instance: this one learns of it by asking.
      revocations: { add: () => {} },
    },
  )
  ahead += 1
  await vi.waitUntil(async () => (await list()).length === 0, { timeout: 5000 })
}
