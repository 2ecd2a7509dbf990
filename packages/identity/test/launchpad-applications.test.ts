import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBrowser } from '../../../test/support/browser.ts'
import { listOrigins } from '../src/applications/list-origins.ts'
import { ana, bruno, startIdentity, type TestIdentity } from './support/start-identity.ts'

const path = '/launchpad/applications'
let identity: TestIdentity
/** Ana's, who is signed in. */
let cookie: string

beforeAll(async () => {
  identity = await startIdentity({
    applications: [
      {
        id: 'shop',
        name: 'Shop <1>',
        description: 'Orders',
        organizations: ['acme'],
        type: 'saml',
        saml: { entityId: 'urn:shop', acsUrl: 'https://shop.example.test/auth/saml/acme/acs' },
      },
      {
        id: 'ledger',
        name: 'Ledger',
        organizations: ['globex'],
        type: 'oidc',
        oidc: { clientId: 'ledger', redirectUris: ['https://ledger.example.test:8443/callback'] },
        launchUrl: 'https://start.example.test/launch',
      },
      {
        id: 'without-launch',
        name: 'Hidden',
        type: 'oidc',
        oidc: { clientId: 'hidden', redirectUris: ['https://hidden.example.test/callback'] },
      },
    ],
  })
  cookie = await signIn(ana)
})
afterAll(() => identity.close())

async function signIn(person: Readonly<Record<string, string>>): Promise<string> {
  const browser = createBrowser()
  await browser.submit(await browser.get(identity.issuer), person)
  return browser.cookies.header(new URL(identity.issuer), 'no')
}

async function ask(headers: Readonly<Record<string, string>>, method = 'GET') {
  const response = await fetch(identity.issuer + path, { method, headers })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? null : (JSON.parse(text) as unknown),
  }
}

const toCors = (headers: Headers) => ({
  origin: headers.get('access-control-allow-origin'),
  credentials: headers.get('access-control-allow-credentials'),
})

describe('the list of applications', () => {
  it('holds what the person may open, and nothing of another organization', async () => {
    const [acme, globex] = await Promise.all([ask({ cookie }), ask({ cookie: await signIn(bruno) })])
    expect(acme).toMatchObject({
      status: 200,
      body: {
        applications: [{ id: 'shop', name: 'Shop <1>', description: 'Orders', url: `${identity.issuer}/launch/shop` }],
      },
    })
    expect(globex.body).toEqual({
      applications: [{ id: 'ledger', name: 'Ledger', description: null, url: `${identity.issuer}/launch/ledger` }],
    })
  })

  it('is JSON that no cache keeps and no page loads as a picture or a script', async () => {
    const { headers } = await ask({ cookie })
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      vary: 'Origin',
    })
    expect(toCors(headers)).toEqual({ origin: null, credentials: null })
  })

  it.each([
    ['of an ACS URL', 'https://shop.example.test'],
    ['of a redirect URI', 'https://ledger.example.test:8443'],
    ['of a launch URL', 'https://start.example.test'],
    ['of an application without a tile', 'https://hidden.example.test'],
  ])('is for scripts from the origin %s, with the cookie', async (_, origin) => {
    const { status, headers } = await ask({ origin, cookie })
    expect(status).toBe(200)
    expect(toCors(headers)).toEqual({ origin, credentials: 'true' })
    expect(headers.get('vary')).toBe('Origin')
  })

  it('is for our own pages without a word on origins', async () => {
    const { status, headers } = await ask({ origin: identity.issuer, cookie })
    expect([status, toCors(headers)]).toEqual([200, { origin: null, credentials: null }])
  })

  it.each([
    'https://evil.test',
    'http://shop.example.test',
    'https://ledger.example.test',
    'https://shop.example.test.evil.test',
    'https://evil-shop.example.test',
    'https://SHOP.example.test',
    'https://shop.example.test, https://evil.test',
    'null',
    '*',
    '',
  ])('is refused to the origin %j, and so is the answer that nobody is signed in', async (origin) => {
    for (const held of [cookie, '']) {
      const { status, headers, body } = await ask({ origin, cookie: held })
      expect([status, body]).toEqual([403, { error: 'ORIGIN_MISMATCH', incidentId: expect.any(String) as string }])
      expect(toCors(headers)).toEqual({ origin: null, credentials: null })
    }
  })

  it('is asked for with a session: 401 in JSON, that scripts of applications can read', async () => {
    const own = await ask({ accept: 'text/html' })
    expect([own.status, own.body]).toEqual([401, { error: 'SESSION_REQUIRED', incidentId: null }])
    const { status, headers } = await ask({ origin: 'https://shop.example.test', cookie: 'launchpad-identity=forged' })
    expect([status, headers.get('access-control-allow-origin')]).toEqual([401, 'https://shop.example.test'])
  })

  it.each(['OPTIONS', 'POST'])('knows no %s, so no script gets more than a plain question through', async (method) => {
    const { status, headers } = await ask({ origin: 'https://shop.example.test' }, method)
    expect([status, toCors(headers)]).toEqual([405, { origin: null, credentials: null }])
  })
})

it('an address of an own scheme counts as no origin, since every sandboxed page says that its origin is null', () => {
  const application = {
    id: 'phone',
    name: 'Phone',
    description: null,
    organizations: null,
    launchUrl: null,
    type: 'oidc',
    clientId: 'phone',
    clientSecret: null,
    redirectUris: ['com.example.phone:/callback', 'https://phone.example.test/callback'],
    postLogoutRedirectUris: [],
    backchannelLogoutUri: null,
    tokenEndpointAuthMethod: 'none',
    jwks: null,
    events: null,
  } as const
  expect(listOrigins(application)).toEqual(['https://phone.example.test'])
})
