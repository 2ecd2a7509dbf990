import { generateKeyPairSync, webcrypto } from 'node:crypto'
import * as client from 'openid-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBrowser, type Browser } from '../../../test/support/browser.ts'
import { createOidcClient, type OidcClient } from './support/create-oidc-client.ts'
import { startApp, toArrival, type TestApp } from './support/start-app.ts'
import { ana, bruno, startIdentity, type TestIdentity } from './support/start-identity.ts'

const clientKey = generateKeyPairSync('ec', { namedCurve: 'P-256' })

let app: TestApp
let identity: TestIdentity
/** Confidential, of Acme. */
let shop: OidcClient
/** Public, for everyone. */
let notes: OidcClient
/** private_key_jwt and PAR. */
let ledger: OidcClient

beforeAll(async () => {
  app = await startApp()
  identity = await startIdentity({
    applications: [
      {
        id: 'shop',
        name: 'Shop',
        organizations: ['acme'],
        type: 'oidc',
        oidc: { clientId: 'shop', clientSecret: 'shop-secret', redirectUris: [`${app.url}/shop/callback`] },
      },
      {
        id: 'notes',
        name: 'Notes',
        type: 'oidc',
        oidc: {
          clientId: 'notes',
          redirectUris: [`${app.url}/notes/callback`],
          postLogoutRedirectUris: [`${app.url}/notes/bye`],
        },
      },
      {
        id: 'ledger',
        name: 'Ledger',
        type: 'oidc',
        oidc: {
          clientId: 'ledger',
          redirectUris: [`${app.url}/ledger/callback`],
          jwks: { keys: [clientKey.publicKey.export({ format: 'jwk' })] },
        },
      },
    ],
  })
  const to = (name: string) => ({ issuer: identity.issuer, clientId: name, redirectUri: `${app.url}/${name}/callback` })
  shop = await createOidcClient({ ...to('shop'), authentication: client.ClientSecretBasic('shop-secret') })
  notes = await createOidcClient(to('notes'))
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const pkcs8 = clientKey.privateKey.export({ type: 'pkcs8', format: 'der' })
  const key = await webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign'])
  ledger = await createOidcClient({ ...to('ledger'), authentication: client.PrivateKeyJwt(key), pushed: true })
})
afterAll(async () => {
  await identity.close()
  await app.close()
})

/** A browser in which Ana has signed in. */
async function openAsAna(): Promise<Browser> {
  const browser = createBrowser()
  await browser.submit(await browser.get(`${identity.issuer}/login`), ana)
  return browser
}

/** The parameters with which the browser came back to the application. */
function toParameters(page: { readonly url: string; readonly body: string }): Readonly<Record<string, string>> {
  return Object.fromEntries(new URL(toArrival(page).url, app.url).searchParams)
}

describe('a sign-in by OpenID Connect', () => {
  it('puts who the person is into the ID token: no userinfo request is needed', async () => {
    const browser = createBrowser()
    const login = await shop.begin()
    const page = await browser.submit(await browser.get(login.url), ana)
    const tokens = await login.finish(page.url)
    expect(tokens.claims()).toMatchObject({
      iss: identity.issuer,
      aud: 'shop',
      email: 'ana@acme.test',
      email_verified: true,
      name: 'Ana Souza',
      given_name: 'Ana',
      family_name: 'Souza',
      preferred_username: 'ana',
      groups: ['everyone', 'admins'],
      org_id: 'acme',
      org_name: 'Acme',
      auth_time: expect.any(Number) as number,
    })
    const sub = tokens.claims()?.sub ?? ''
    const userinfo = await client.fetchUserInfo(shop.config, tokens.access_token, sub)
    expect(userinfo.email).toBe('ana@acme.test')
  })

  it('serves a public client, protected by PKCE alone', async () => {
    const browser = createBrowser()
    const login = await notes.begin()
    const tokens = await login.finish((await browser.submit(await browser.get(login.url), bruno)).url)
    expect(tokens.claims()).toMatchObject({ email: 'bruno@globex.test', org_id: 'globex' })
  })

  it('serves a client with private_key_jwt and pushed authorization requests', async () => {
    const browser = createBrowser()
    const login = await ledger.begin()
    expect([...new URL(login.url).searchParams.keys()].sort()).toEqual(['client_id', 'request_uri'])
    const tokens = await login.finish((await browser.submit(await browser.get(login.url), ana)).url)
    expect(tokens.claims()?.['email']).toBe('ana@acme.test')
  })

  it('gives a refresh token to who asks for offline access', async () => {
    const browser = await openAsAna()
    const login = await shop.begin({ scope: 'openid email offline_access', prompt: 'consent' })
    const tokens = await login.finish((await browser.get(login.url)).url)
    const fresh = await client.refreshTokenGrant(shop.config, tokens.refresh_token ?? '')
    expect(fresh.claims()?.['email']).toBe('ana@acme.test')
  })

  it('opens a second application without another prompt', async () => {
    const browser = createBrowser()
    const first = await shop.begin()
    await browser.submit(await browser.get(first.url), ana)
    const second = await notes.begin()
    const tokens = await second.finish((await browser.get(second.url)).url)
    expect(tokens.claims()?.['email']).toBe('ana@acme.test')
  })

  it('fills the login_hint into the form', async () => {
    const login = await shop.begin({ login_hint: 'ana@acme.test' })
    const page = await createBrowser().get(login.url)
    expect(page.forms[0]?.fields).toContainEqual(['username', 'ana@acme.test'])
  })

  it.each([
    ['prompt=login', { prompt: 'login' }],
    ['prompt=select_account', { prompt: 'select_account' }],
    ['max_age=0', { max_age: '0' }],
  ])('asks again for %s, and takes nothing but the password', async (_, parameters) => {
    const browser = await openAsAna()
    const login = await shop.begin(parameters)
    const form = await browser.get(login.url)
    expect(form.forms[0]?.inputs).toEqual(['username', 'password'])
    const interaction = browser.trail.find((line) => line.includes('/interaction/'))?.split(' ')[1] ?? ''
    expect((await browser.get(interaction)).forms[0]?.inputs).toEqual(['username', 'password'])
    const tokens = await login.finish((await browser.submit(form, ana)).url)
    expect(tokens.claims()?.['email']).toBe('ana@acme.test')
  })

  it('lets another person take over where the application asks again', async () => {
    const browser = await openAsAna()
    const first = await notes.begin()
    await first.finish((await browser.get(first.url)).url)
    const login = await notes.begin({ prompt: 'login' })
    const tokens = await login.finish((await browser.submit(await browser.get(login.url), bruno)).url)
    expect(tokens.claims()?.['email']).toBe('bruno@globex.test')
    expect((await browser.get(identity.issuer)).body).toContain('Bruno')
  })

  it('answers prompt=none from the session that there is', async () => {
    const login = await shop.begin({ prompt: 'none' })
    const tokens = await login.finish((await (await openAsAna()).get(login.url)).url)
    expect(tokens.claims()?.['email']).toBe('ana@acme.test')
  })

  it('answers prompt=none with login_required when nobody is signed in', async () => {
    const login = await shop.begin({ prompt: 'none' })
    const parameters = toParameters(await createBrowser().get(login.url))
    expect(parameters).toMatchObject({ error: 'login_required', iss: identity.issuer })
    expect(parameters['code']).toBeUndefined()
  })
})

describe('an OpenID Connect request is refused', () => {
  it('for a person whose organization does not have the application: access_denied, no code', async () => {
    const browser = createBrowser()
    const login = await shop.begin()
    const parameters = toParameters(await browser.submit(await browser.get(login.url), bruno))
    expect(parameters).toMatchObject({ error: 'access_denied' })
    expect(parameters['code']).toBeUndefined()
  })

  it('without PKCE', async () => {
    const url = new URL((await shop.begin()).url)
    url.searchParams.delete('code_challenge')
    url.searchParams.delete('code_challenge_method')
    expect(toParameters(await (await openAsAna()).get(url.href))['error']).toBe('invalid_request')
  })

  it.each([
    ['a client nobody registered', 'client_id', 'stranger'],
    ['an address that was not registered', 'redirect_uri', 'https://evil.test/callback'],
  ])('from %s, on our own page', async (_, name, value) => {
    const url = new URL((await shop.begin()).url)
    url.searchParams.set(name, value)
    const page = await (await openAsAna()).get(url.href)
    expect([page.status, page.url.startsWith(identity.issuer)]).toEqual([400, true])
    expect(page.body).toContain('OIDC_REQUEST_INVALID')
    const incidentId = /<code[^>]*>([0-9a-f-]{36})</.exec(page.body)?.[1]
    expect(identity.log.at(-1)).toMatchObject({ incidentId, code: 'OIDC_REQUEST_INVALID' })
  })

  it('with a wrong client secret', async () => {
    const browser = await openAsAna()
    const impostor = await createOidcClient({
      issuer: identity.issuer,
      clientId: 'shop',
      redirectUri: `${app.url}/shop/callback`,
      authentication: client.ClientSecretBasic('guessed'),
    })
    const login = await impostor.begin()
    const { url } = await browser.get(login.url)
    await expect(login.finish(url)).rejects.toMatchObject({ status: 401 })
  })

  it('when the code comes a second time', async () => {
    const login = await shop.begin()
    const { url } = await (await openAsAna()).get(login.url)
    await login.finish(url)
    await expect(login.finish(url)).rejects.toMatchObject({ error: 'invalid_grant' })
  })

  it('when another browser continues the interaction', async () => {
    const victim = createBrowser()
    await victim.get((await shop.begin()).url)
    const interaction = victim.trail.find((line) => line.includes('/interaction/'))?.split(' ')[1] ?? ''
    const page = await (await openAsAna()).get(interaction)
    expect([page.status, page.body.includes('SIGN_IN_EXPIRED')]).toEqual([400, true])
  })
})

describe('the addresses of the OpenID provider', () => {
  it('come from the issuer, whatever Host and forwarded headers say', async () => {
    const url = `${identity.issuer}/.well-known/openid-configuration`
    const forged = { 'x-forwarded-host': 'evil.test', 'x-forwarded-proto': 'https' }
    const response = await fetch(url, { headers: forged })
    expect(await response.json()).toMatchObject({
      issuer: identity.issuer,
      authorization_endpoint: `${identity.issuer}/oidc/authorize`,
      pushed_authorization_request_endpoint: `${identity.issuer}/oidc/par`,
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
    })
  })

  it('publish public keys only', async () => {
    const response = await fetch(`${identity.issuer}/oidc/jwks`)
    const { keys } = (await response.json()) as { keys: Record<string, unknown>[] }
    expect(keys.map(({ kty, alg, d }) => [kty, alg, d])).toEqual([['RSA', 'RS256', undefined]])
  })
})

describe('a sign-out that an application asks for', () => {
  it('asks the person, ends the session here and leads back', async () => {
    const browser = await openAsAna()
    const login = await notes.begin()
    const tokens = await login.finish((await browser.get(login.url)).url)
    const url = client.buildEndSessionUrl(notes.config, {
      id_token_hint: tokens.id_token ?? '',
      post_logout_redirect_uri: `${app.url}/notes/bye`,
      state: 'over',
    })
    const question = await browser.get(url.href)
    expect(question.forms[0]?.buttons).toEqual([['logout', 'yes']])
    expect(toArrival(await browser.submit(question, { logout: 'yes' })).url).toBe('/notes/bye?state=over')
    expect((await browser.get(identity.issuer)).url).toBe(`${identity.issuer}/login`)
    const quiet = await notes.begin({ prompt: 'none' })
    expect(toParameters(await browser.get(quiet.url))['error']).toBe('login_required')
  })

  it('leaves the session alone when the person stays', async () => {
    const browser = await openAsAna()
    const login = await notes.begin()
    await login.finish((await browser.get(login.url)).url)
    const question = await browser.get(`${identity.issuer}/oidc/logout?client_id=notes`)
    await browser.submit(question)
    expect((await browser.get(identity.issuer)).body).toContain('Hello, Ana')
  })
})
