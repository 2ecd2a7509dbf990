import * as client from 'openid-client'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createBrowser, type Browser } from '../../../test/support/browser.ts'
import { createOidcClient, type OidcClient } from './support/create-oidc-client.ts'
import { startServer, type TestServer } from './support/start-server.ts'
import { ana, startIdentity, type TestIdentity } from './support/start-identity.ts'

/** What an application was told: its name, and the token. */
type Told = readonly [application: string, token: string]

let app: TestServer
let url: string
let identity: TestIdentity
let told: Told[]
let shop: OidcClient
let notes: OidcClient
let quiet: OidcClient

beforeAll(async () => {
  app = await startServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const [, name = '', place] = (request.url ?? '').split('/')
      const token = new URLSearchParams(Buffer.concat(chunks).toString()).get('logout_token')
      if (place === 'told') told.push([name, token ?? ''])
      response.statusCode = name === 'notes' && place === 'told' ? 500 : 200
      response.end(request.url)
    })
  })
  url = `http://localhost:${app.port}`
  const applicationOf = (id: string, isTold: boolean) =>
    ({
      id,
      name: id,
      type: 'oidc',
      oidc: {
        clientId: id,
        redirectUris: [`${url}/${id}/callback`],
        postLogoutRedirectUris: [`${url}/${id}/bye`],
        ...(isTold && { backchannelLogoutUri: `${url}/${id}/told` }),
      },
    }) as const
  identity = await startIdentity({
    applications: [
      applicationOf('shop', true),
      applicationOf('notes', true),
      applicationOf('quiet', false),
      applicationOf('never', true),
    ],
  })
  const to = (name: string) => ({ issuer: identity.issuer, clientId: name, redirectUri: `${url}/${name}/callback` })
  shop = await createOidcClient(to('shop'))
  notes = await createOidcClient(to('notes'))
  quiet = await createOidcClient(to('quiet'))
})
afterAll(async () => {
  await identity.close()
  await app.close()
})
beforeEach(() => {
  told = []
})

async function openAsAna(): Promise<Browser> {
  const browser = createBrowser()
  await browser.submit(await browser.get(identity.issuer), ana)
  return browser
}

/** Answers with the ID token. */
async function enter(browser: Browser, application: OidcClient): Promise<string> {
  const login = await application.begin()
  const tokens = await login.finish((await browser.get(login.url)).url)
  return tokens.id_token ?? ''
}

const claimsOf = (token: string): Readonly<Record<string, unknown>> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>

async function signOutAtLaunchpad(browser: Browser, query = ''): Promise<string> {
  return (await browser.submit(await browser.get(`${identity.issuer}/logout${query}`))).url
}

describe('signing out of the Launchpad', () => {
  it('tells the applications that were entered in this browser, and no other', async () => {
    const [browser, other] = [await openAsAna(), await openAsAna()]
    const idToken = await enter(browser, shop)
    await enter(browser, quiet)
    await enter(other, notes)
    await signOutAtLaunchpad(browser)
    expect(told.map(([name]) => name)).toEqual(['shop'])
    const keys = createRemoteJWKSet(new URL(`${identity.issuer}/oidc/jwks`))
    const { payload, protectedHeader } = await jwtVerify(told[0]?.[1] ?? '', keys, {
      issuer: identity.issuer,
      audience: 'shop',
      typ: 'logout+jwt',
    })
    expect(protectedHeader.alg).toBe('RS256')
    expect(payload).toMatchObject({
      sub: claimsOf(idToken)['sub'],
      sid: claimsOf(idToken)['sid'],
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    })
    expect(payload['sid']).toEqual(expect.any(String))
    expect(payload).not.toHaveProperty('nonce')
    expect(identity.log.at(-1)).toEqual({
      level: 'info',
      event: 'logout.delivered',
      applicationId: 'shop',
      problem: null,
    })
    expect((await other.get(identity.issuer)).body).toContain('Hello, Ana')
  })

  it('is not stopped by an application that fails', async () => {
    const browser = await openAsAna()
    await enter(browser, notes)
    await enter(browser, shop)
    await signOutAtLaunchpad(browser)
    expect(told.map(([name]) => name).toSorted()).toEqual(['notes', 'shop'])
    expect((await browser.get(identity.issuer)).url).toBe(`${identity.issuer}/login`)
    const failed = identity.log.find(({ event }) => event === 'logout.failed')
    expect(failed).toMatchObject({ applicationId: 'notes', problem: expect.stringContaining('500') })
  })

  it('tells nobody when the form did not come from our own page', async () => {
    const browser = await openAsAna()
    await enter(browser, shop)
    const response = await fetch(`${identity.issuer}/logout`, { method: 'POST', body: new URLSearchParams() })
    expect([response.status, told]).toEqual([403, []])
  })
})

describe('a sign-out that an application asks for', () => {
  it('tells the others too, and leads back with the state', async () => {
    const browser = await openAsAna()
    const idToken = await enter(browser, quiet)
    await enter(browser, shop)
    const question = client.buildEndSessionUrl(quiet.config, {
      id_token_hint: idToken,
      post_logout_redirect_uri: `${url}/quiet/bye`,
      state: 'over',
    })
    const back = await browser.submit(await browser.get(question.href), { logout: 'yes' })
    expect([back.url, told.map(([name]) => name)]).toEqual([`${url}/quiet/bye?state=over`, ['shop']])
  })

  it('is announced in the metadata', async () => {
    const response = await fetch(`${identity.issuer}/.well-known/openid-configuration`)
    expect(await response.json()).toMatchObject({
      end_session_endpoint: `${identity.issuer}/oidc/logout`,
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
    })
  })

  it('leads nowhere that is not registered', async () => {
    const browser = await openAsAna()
    const question = client.buildEndSessionUrl(quiet.config, { post_logout_redirect_uri: 'https://evil.test/' })
    expect((await browser.get(question.href)).status).toBe(400)
  })
})

describe('forward', () => {
  it('leads back to an application of this service, when the person has signed out', async () => {
    const browser = await openAsAna()
    const target = `${url}/shop/bye?x=1&y=2`
    const page = await browser.get(`${identity.issuer}/logout?forward=${encodeURIComponent(target)}`)
    expect(page.url).toContain(identity.issuer)
    expect((await browser.submit(page)).url).toBe(target)
    expect((await browser.get(identity.issuer)).url).toBe(`${identity.issuer}/login`)
  })

  it('leads there at once who is not signed in', async () => {
    const target = `${url}/shop/bye`
    const page = await createBrowser().get(`${identity.issuer}/logout?forward=${encodeURIComponent(target)}`)
    expect(page.url).toBe(target)
  })

  it('leads nowhere else', async () => {
    const browser = await openAsAna()
    const targets = [
      'https://evil.test/',
      '//evil.test/',
      `${url}.evil.test/`,
      `${url}@evil.test/`,
      `${url}\\@evil.test/`,
      `http://user@localhost:${app.port}/`,
      `http://LOCALHOST:${app.port}/`,
      `${url}\t/`,
      `http:localhost:${app.port}/`,
      'http://localhost:1/',
      'javascript:alert(1)',
      'null',
    ]
    for (const target of targets) {
      const query = `?forward=${encodeURIComponent(target)}`
      expect((await createBrowser().get(`${identity.issuer}/logout${query}`)).url).toBe(`${identity.issuer}/login`)
      expect((await browser.get(`${identity.issuer}/logout${query}`)).body).not.toContain('name="forward"')
    }
    const page = await browser.get(`${identity.issuer}/logout?forward=${encodeURIComponent(`${url}/shop/bye`)}`)
    expect((await browser.submit(page, { forward: 'https://evil.test/' })).url).toBe(`${identity.issuer}/logout`)
  })
})

it('refuses a back-channel logout URI that is none', async () => {
  const oidc = { clientId: 'app', redirectUris: [`${url}/callback`], backchannelLogoutUri: 'not a URL' }
  await expect(startIdentity({ applications: [{ id: 'app', name: 'App', type: 'oidc', oidc }] })).rejects.toMatchObject(
    {
      code: 'CONFIG_INVALID',
      message: expect.stringContaining('applications[0].oidc.backchannelLogoutUri'),
    },
  )
})
