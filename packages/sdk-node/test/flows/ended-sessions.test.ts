import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createAuth, type Auth } from '../../src/index.ts'
import type { SqlStore } from '../../src/stores/sql-store.ts'
import { sqliteStore } from '../../src/stores/sqlite-store.ts'
import { createFakeSamlIdp } from '../../src/testing/fake-saml-idp.ts'
import { connectionRecord, domainRecord, insertRecords, organizationRecord } from '../support/stored-records.ts'

const baseUrl = 'https://app.example.test'
const folder = mkdtempSync(join(tmpdir(), 'ended-sessions-'))
const path = join(folder, 'auth.db')
const idp = await createFakeSamlIdp({
  sp: { entityId: `${baseUrl}/auth/saml/acme/metadata`, acsUrl: `${baseUrl}/auth/saml/acme/acs` },
})
/** Two instances of one app, each with the database open by itself: they learn of each other by asking. */
const stores: SqlStore[] = []
let here: Auth
let there: Auth
let count = 0
let userId = ''

function open(): Auth {
  const store = sqliteStore(path)
  stores.push(store)
  return createAuth({ baseUrl, secrets: ['a-secret-of-the-tests-that-is-long-enough'], store })
}

beforeAll(async () => {
  const store = sqliteStore(path)
  stores.push(store)
  await store.migrate()
  await insertRecords(store, {
    organizations: [organizationRecord('acme')],
    domains: [domainRecord('acme.test', 'acme', { connectionIds: ['acme'] })],
    connections: [
      connectionRecord(
        'acme',
        'acme',
        { metadata: idp.metadata },
        { provisioning: { mode: 'scim', matchBy: 'email', caseSensitive: false } },
      ),
    ],
  })
  here = open()
  there = open()
})
afterAll(async () => {
  for (const store of stores) await store.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  count += 1
  const email = `ana${count}@acme.test`
  userId = (await here.users.create('acme', { email, name: 'Ana Souza', role: 'buyer' })).id
})

/** The request of a browser that has signed in here. */
async function signIn(
  upstream: { readonly subject: string; readonly sessionIndex: string } | null = { subject: 'ana', sessionIndex: '_1' },
): Promise<Request> {
  const { setCookie } = await here.createSession({
    user: { id: userId, email: `ana${count}@acme.test` },
    organization: { id: 'acme', name: 'Acme' },
    connection: upstream === null ? 'password' : 'acme',
    upstream,
    roles: ['buyer'],
  })
  const request = toRequest('/', setCookie)
  expect(await Promise.all([here.getSession(request), there.getSession(request)])).not.toContain(null)
  return request
}

function toRequest(url: string, cookie: string, init: RequestInit = {}): Request {
  return new Request(baseUrl + url, {
    ...init,
    headers: { cookie: cookie.split(';')[0] ?? '', 'sec-fetch-site': 'same-origin', accept: 'application/json' },
  })
}

/** At both, soon. */
async function isEnded(request: Request): Promise<boolean> {
  for (const auth of [here, there])
    await vi.waitUntil(async () => (await auth.getSession(request)) === null, { timeout: 5000, interval: 20 })
  const guarded = await there.guard(request)
  return guarded.kind === 'answer' && guarded.response.status === 401
}

const causes: Readonly<Record<string, (request: Request) => Promise<unknown>>> = {
  'signs out, whoever else has the cookie': async (request) =>
    here.handler(toRequest('/auth/logout', request.headers.get('cookie') ?? '', { method: 'POST' })),
  'is ended by an administrator': async () => here.sessions.revoke('acme', { userId }),
  'is blocked': async () => here.users.update('acme', userId, { status: 'blocked' }),
  'is switched off': async () => here.users.update('acme', userId, { status: 'inactive' }),
  'is removed': async () => here.users.remove('acme', userId),
  'loses the role': async () => here.users.update('acme', userId, { role: null }),
  'is one of everybody': async () => here.sessions.revoke('acme', { everybody: true }),
  'came by a connection that is ended': async () => here.sessions.revoke('acme', { connectionId: 'acme' }),
}

describe('a session ends at every instance when the person', () => {
  test.each(Object.entries(causes))('%s', async (_name, cause) => {
    const request = await signIn()
    await cause(request)
    expect(await isEnded(request)).toBe(true)
  })

  test('is switched off by SCIM', async () => {
    const { token } = await here.scim.createToken('acme', 'acme')
    const send = async (method: string, url: string, body: object): Promise<{ readonly id: string }> => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' }
      const sent = new Request(`${baseUrl}/auth/scim/v2${url}`, { method, headers, body: JSON.stringify(body) })
      return (await here.handler(sent)).json() as Promise<{ readonly id: string }>
    }
    const email = `ana${count}@acme.test`
    const emails = [{ value: email, type: 'work', primary: true }]
    const { id } = await send('POST', '/Users', { userName: email, emails })
    expect(id).toBe(userId)
    const request = await signIn()
    await send('PATCH', `/Users/${id}`, { Operations: [{ op: 'replace', value: { active: false } }] })
    expect(await isEnded(request)).toBe(true)
  })
})

test('password sign-in that is switched off ends the sessions it began, and no others', async () => {
  const [own, bySso] = [await signIn(null), await signIn()]
  await here.organizations.update('acme', { settings: { passwordSignIn: false } })
  expect(await isEnded(own)).toBe(true)
  expect(await here.getSession(bySso)).not.toBeNull()
})

test('who ends sessions, or signs out, is believed at once where it was said', async () => {
  const [first, second] = [await signIn(), await signIn()]
  await here.sessions.revoke('acme', { sessionId: (await here.getSession(first))?.id ?? '' })
  expect(await here.getSession(first)).toBeNull()
  await here.handler(toRequest('/auth/logout', second.headers.get('cookie') ?? '', { method: 'POST' }))
  expect(await here.getSession(second)).toBeNull()
})

test('other people stay signed in', async () => {
  const bruno = await here.users.create('acme', { email: 'bruno@acme.test' })
  const { setCookie } = await here.createSession({
    user: { id: bruno.id, email: 'bruno@acme.test' },
    organization: { id: 'acme', name: 'Acme' },
    connection: 'acme',
  })
  const request = await signIn()
  await here.sessions.revoke('acme', { userId })
  expect(await isEnded(request)).toBe(true)
  expect(await there.getSession(toRequest('/', setCookie))).not.toBeNull()
})

test('who was ended signs in again', async () => {
  const request = await signIn()
  await here.sessions.revoke('acme', { userId })
  expect(await isEnded(request)).toBe(true)
  await new Promise((resolve) => setTimeout(resolve, 2))
  expect(await here.getSession(await signIn())).not.toBeNull()
})

test('removing a domain and a connection ends the sessions of both', async () => {
  const [byDomain, byConnection] = [await signIn(), await signIn()]
  await here.domains.remove('acme', 'acme.test')
  expect(await isEnded(byDomain)).toBe(true)
  await here.connections.remove('acme', 'acme')
  expect(await isEnded(byConnection)).toBe(true)
})

test('refuses a scope that is none, a person and a connection of somebody else', async () => {
  const revoke = async (scope: object): Promise<unknown> =>
    here.sessions.revoke('acme', scope as { sessionId: string }).catch((error: { code: string }) => error.code)
  expect(await revoke({})).toBe('REQUEST_INVALID')
  expect(await revoke({ userId, everybody: true })).toBe('REQUEST_INVALID')
  expect(await revoke({ everybody: false })).toBe('REQUEST_INVALID')
  expect(await revoke({ name: 'ana' })).toBe('REQUEST_INVALID')
  expect(await revoke({ userId: 'nobody' })).toBe('USER_NOT_FOUND')
  expect(await revoke({ connectionId: 'globex' })).toBe('CONNECTION_NOT_FOUND')
})

test('what is known stays enforced while the store is down, and nobody else is signed out', async () => {
  const [ended, alive] = [await signIn(), await signIn(null)]
  await here.sessions.revoke('acme', { sessionId: (await here.getSession(ended))?.id ?? '' })
  expect(await isEnded(ended)).toBe(true)
  await stores.at(-1)?.close()
  await vi.waitUntil(async () => {
    await there.getSession(alive)
    return !(await there.health()).revocations.isCurrent
  })
  expect(await there.getSession(ended)).toBeNull()
  expect(await there.getSession(alive)).not.toBeNull()
  expect((await there.health()).store.isReachable).toBe(false)
})
