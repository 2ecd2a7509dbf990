import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAuth, memoryStore, type Auth, type Store } from '@launchpad-sso/sdk-node'
import { sendWebResponse, toWebRequest } from '@launchpad-sso/sdk-node/node'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createBrowser, type Browser, type BrowserPage } from '../../../test/support/browser.ts'
import { createOidcClient } from './support/create-oidc-client.ts'
import { ana, bruno, startIdentity, type TestIdentity } from './support/start-identity.ts'

const eventsSecret = `whsec_${randomBytes(32).toString('base64')}`
let server: Server
let url: string
let auth: Auth
let store: Store
let identity: TestIdentity
/** What `/auth/events` answers before the app is asked: as many failures as there are. */
let failures: number[]
/** How many events were sent, or given up, before the test. */
let seen: number

beforeAll(async () => {
  server = createServer((request, response) => {
    const failure = request.url === '/auth/events' ? failures.shift() : undefined
    if (failure !== undefined) return void response.writeHead(failure).end()
    if (request.url === '/') return void response.end('signed in')
    void auth
      .handler(toWebRequest(request, auth.baseUrl), { ip: null })
      .then((answer) => sendWebResponse(answer, response))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://localhost:${(server.address() as AddressInfo).port}`
  identity = await start()
})
afterAll(async () => {
  await identity.service.close()
  await identity.close()
  server.closeAllConnections()
  server.close()
})

/** The people are all there, and the application has seen none of them. */
beforeEach(async () => {
  failures = []
  const before = sent().length
  if (await identity.service.users.reactivate('ana')) await expect.poll(() => sent().length).toBe(before + 1)
  seen = sent().length
  store = memoryStore()
  auth = createAuth({
    baseUrl: url,
    secrets: ['test-secret-'.repeat(4)],
    store,
    identityService: { issuer: identity.issuer, eventsSecret },
    log: () => undefined,
  })
})

const sent = (from = 0): TestIdentity['log'] =>
  identity.log.filter(({ event }) => event.startsWith('event.')).slice(from)

const start = (): Promise<TestIdentity> =>
  startIdentity({
    applications: [
      {
        id: 'app',
        name: 'App',
        type: 'oidc',
        oidc: { clientId: url, redirectUris: [`${url}/auth/oidc/identity/callback`] },
        eventsUrl: `${url}/auth/events`,
        eventsSecret,
      },
    ],
  })

async function signIn(browser: Browser, person: Readonly<Record<string, string>> = ana): Promise<number> {
  const page = await browser.get(`${url}/auth/login?connection=identity`)
  const done = page.forms.length === 0 ? page : await browser.submit(page, person)
  return done.status
}

async function tryWith(person: Readonly<Record<string, string>>, address = identity.issuer): Promise<BrowserPage> {
  const browser = createBrowser()
  return browser.submit(await browser.get(address), person)
}

const statusOf = async (): Promise<string | undefined> =>
  (await store.users.list({ organizationIds: ['acme'], limit: 10 })).find(({ email }) => email === 'ana@acme.test')
    ?.status

describe('a person who is switched off at the identity service', () => {
  it('is switched off in the application, and comes in nowhere until they are switched on again', async () => {
    const browser = createBrowser()
    expect(await signIn(browser)).toBe(200)
    expect(await statusOf()).toBe('active')
    expect(await identity.service.users.deactivate('ana@acme.test')).toBe(true)
    await expect.poll(statusOf).toBe('inactive')
    // Signed in there a moment ago; the form is shown again, and takes the password no more.
    expect(await signIn(browser)).toBe(422)
    expect(await identity.service.users.deactivate('ana')).toBe(false)

    expect(await identity.service.users.reactivate('ana')).toBe(true)
    await expect.poll(statusOf).toBe('active')
    expect(await signIn(createBrowser())).toBe(200)
    const { events } = await auth.events.list({
      organizationId: 'acme',
      types: ['user.deactivated', 'user.reactivated'],
    })
    expect(events.map(({ type, actor }) => [type, actor.id])).toEqual([
      ['user.deactivated', 'identity'],
      ['user.reactivated', 'identity'],
    ])
  })

  it('loses every session and token there, also after they are switched on again', async () => {
    const redirectUri = `${url}/auth/oidc/identity/callback`
    const client = await createOidcClient({ issuer: identity.issuer, clientId: url, redirectUri })
    const browser = createBrowser()
    const login = await client.begin({ prompt: 'login' })
    await browser.submit(await browser.get(login.url), ana)
    const arrived = browser.trail.find((line) => line.includes('/callback?code='))?.split(' ')[1] ?? ''
    await identity.service.users.deactivate('ana')
    await identity.service.users.reactivate('ana')
    await expect.poll(() => sent(seen).length).toBe(2)
    await expect(login.finish(arrived)).rejects.toMatchObject({ error: 'invalid_grant' })
    expect((await browser.get(identity.issuer)).forms[0]?.inputs).toEqual(['username', 'password'])
  })

  it('is nobody to a sign-in by SAML or password either, and others are not touched', async () => {
    await identity.service.users.deactivate('ana')
    const browser = createBrowser()
    expect((await browser.submit(await browser.get(identity.issuer), ana)).status).toBe(422)
    expect((await browser.submit(await browser.get(identity.issuer), bruno)).status).toBe(200)
    await expect.poll(() => sent(seen).length).toBe(1)
  })
})

describe('events of the identity service', () => {
  it('are sent again when the application does not take them, in their order', async () => {
    await signIn(createBrowser())
    failures = [503]
    await identity.service.users.deactivate('ana')
    await identity.service.users.reactivate('ana')
    await expect
      .poll(() => sent(seen), { timeout: 10_000 })
      .toMatchObject([
        { type: 'user.deactivated', attempts: 2, applicationId: 'app', problem: null },
        { type: 'user.reactivated', attempts: 1 },
      ])
    expect(await statusOf()).toBe('active')
  })

  it('delete the user with the account', async () => {
    await signIn(createBrowser(), bruno)
    const list = async (): Promise<number> =>
      (await store.users.list({ organizationIds: ['globex'], limit: 10 })).length
    expect(await list()).toBe(1)
    const { users } = identity.service
    expect(await users.remove('bruno')).toBe(true)
    await expect.poll(list).toBe(0)
    expect([await users.remove('bruno'), await users.reactivate('bruno')]).toEqual([false, false])
    expect((await tryWith(bruno)).status).toBe(422)
  })

  it('are given up when the service closes, and that is said', async () => {
    const own = await start()
    failures = [500, 500, 500]
    await own.service.users.deactivate('ana')
    await expect.poll(() => failures.length).toBeLessThan(3)
    await own.service.close()
    await own.close()
    expect(own.log).toMatchObject([{ level: 'warn', event: 'event.failed', problem: 'HTTP status 500' }])
  })
})

describe('the application', () => {
  it('refuses who is off there, should the identity service let them in again', async () => {
    await signIn(createBrowser())
    await identity.service.users.deactivate('ana')
    await expect.poll(statusOf).toBe('inactive')
    // That the account is on again does not reach the application.
    failures = Array.from({ length: 9 }, () => 503)
    await identity.service.users.reactivate('ana')
    const refused = await tryWith(ana, `${url}/auth/login?connection=identity`)
    expect([refused.status, refused.url]).toEqual([403, expect.stringContaining('/auth/oidc/identity/callback')])
    const { events } = await auth.events.list({ organizationId: 'acme', types: ['login.failed'] })
    expect(events).toMatchObject([{ reason: 'USER_INACTIVE' }])
  })
})

describe('the address and the secret of events', () => {
  it.each([
    [{ eventsUrl: 'http://app.acme.test/auth/events', eventsSecret }, 'eventsUrl must be an https URL'],
    [{ eventsUrl: 'https://app.acme.test/auth/events' }, 'eventsSecret is missing'],
    [{ eventsSecret }, 'eventsUrl is missing'],
    [{ eventsUrl: 'https://app.acme.test/auth/events', eventsSecret: 'whsec_short' }, "eventsSecret must be 'whsec_'"],
  ])('are refused as %j', async (given, problem) => {
    const oidc = { clientId: 'x', redirectUris: ['https://app.acme.test/cb'] }
    const failure = startIdentity({ applications: [{ id: 'x', name: 'X', type: 'oidc', oidc, ...given }] })
    await expect(failure).rejects.toThrow(problem)
  })
})
