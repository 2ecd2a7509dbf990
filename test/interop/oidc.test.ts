import { generateKeyPairSync } from 'node:crypto'
import type { OidcConnectionOptions } from '@launchpad-sso/sdk-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBrowser, type Browser } from '../support/browser.ts'
import { startOidcProvider, type OidcProvider, type Person } from './oidc-provider.ts'
import { startApp, type App } from './start-app.ts'

const bruno: Person = {
  username: 'bruno',
  password: 'bruno-pw',
  claims: { email: 'bruno@globex.test', email_verified: true, name: 'Bruno Lima' },
}
const createKey = (): { readonly pem: string; readonly publicJwk: object } => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  return { pem, publicJwk: { ...publicKey.export({ format: 'jwk' }), kid: 'key-1', alg: 'ES256', use: 'sig' } }
}

let op: OidcProvider
let app: App

beforeAll(async () => {
  const [known, foreign] = [createKey(), createKey()]
  // The provider wants to know our redirect URIs, and we its issuer: it gets the app's address once that is known.
  op = await startOidcProvider([bruno])
  const connection = (id: string, pem: string): OidcConnectionOptions => ({
    id,
    type: 'oidc',
    organization: { id, name: id },
    domains: [`${id}.test`],
    issuer: op.issuer,
    clientId: id,
    singleLogout: true,
    clientAuthentication: { method: 'private_key_jwt', privateKey: pem, keyId: 'key-1', algorithm: 'ES256' },
  })
  app = await startApp([connection('globex', known.pem), connection('foreign', foreign.pem)])
  for (const id of ['globex', 'foreign']) {
    op.register({
      client_id: id,
      redirect_uris: [`${app.origin}/auth/oidc/${id}/callback`],
      post_logout_redirect_uris: [`${app.origin}/auth/oidc/${id}/logged-out`],
      backchannel_logout_uri: `${app.origin}/auth/oidc/${id}/backchannel-logout`,
      backchannel_logout_session_required: true,
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      jwks: { keys: [known.publicJwk] },
    })
  }
})

afterAll(async () => {
  await app?.stop()
  await op?.stop()
})

describe('oidc-provider', () => {
  it('signs a person in by private_key_jwt and a pushed request', async () => {
    const browser = createBrowser()
    const form = await browser.get(`${app.origin}/auth/login?connection=globex&return_to=/me`)
    const me = await browser.submit(form, { username: 'bruno', password: 'bruno-pw' })
    expect(me.url).toBe(`${app.origin}/me`)
    expect(JSON.parse(me.body)).toEqual({ email: 'bruno@globex.test', name: 'Bruno Lima', connection: 'globex' })
    expect(op.seen).toEqual({ pushed: 1, direct: 0 })
  })

  it('takes no key that it does not know', async () => {
    const answer = await createBrowser().get(`${app.origin}/auth/login?connection=foreign&return_to=/me`)
    expect(answer.status).toBe(502)
    expect(app.log).toContainEqual(expect.objectContaining({ event: 'request.failed', code: 'OIDC_EXCHANGE_FAILED' }))
  })

  it('may refuse a person', async () => {
    const browser = createBrowser()
    const form = await browser.get(`${app.origin}/auth/login?connection=globex&return_to=/me`)
    const refused = await browser.submit(form, { username: 'bruno', password: 'wrong' })
    expect(refused.status).toBe(403)
    expect(app.log).toContainEqual(expect.objectContaining({ event: 'request.failed', code: 'LOGIN_REFUSED' }))
  })
})

/** A browser in which Bruno is signed in at the app, and at the provider. */
async function signIn(): Promise<Browser> {
  const browser = createBrowser()
  const form = await browser.get(`${app.origin}/auth/login?connection=globex&return_to=/me`)
  const me = await browser.submit(form, { username: 'bruno', password: 'bruno-pw' })
  expect(me.url).toBe(`${app.origin}/me`)
  return browser
}

const cookiesOf = (browser: Browser): string => browser.cookies.header(new URL(app.origin), 'no')

/** Of a script that asks who is signed in. */
async function statusWith(cookie: string): Promise<number> {
  return (await fetch(`${app.origin}/me`, { headers: { cookie } })).status
}

/** Whether the provider asks for the password again. */
async function asksAgain(browser: Browser): Promise<boolean> {
  const page = await browser.get(`${app.origin}/auth/login?connection=globex&return_to=/me`)
  return page.url.startsWith(`${op.issuer}/interaction/`)
}

describe('signing out with oidc-provider', () => {
  it('begins at the app, ends the session at the provider, and comes back (RP-initiated)', async () => {
    const browser = await signIn()
    const copied = cookiesOf(browser)
    const question = await browser.post(`${app.origin}/auth/logout`, { return_to: '/bye' }, app.origin)
    expect(question.url.split('?')[0]).toBe(`${op.issuer}/session/end`)
    // Over here already, whatever becomes of the question.
    expect(await statusWith(copied)).toBe(401)
    const back = await browser.submit(question, { logout: 'yes' })
    expect(browser.trail.some((line) => line.includes('/auth/oidc/globex/logged-out?state=logout-'))).toBe(true)
    expect(back.url).toBe(`${app.origin}/bye`)
    expect(await asksAgain(browser)).toBe(true)
  })

  it('begins at the provider, and ends the session at the app without a browser (back-channel)', async () => {
    const [browser, other] = [await signIn(), await signIn()]
    const question = await browser.get(`${op.issuer}/session/end`)
    await browser.submit(question, { logout: 'yes' })
    expect([await statusWith(cookiesOf(browser)), await statusWith(cookiesOf(other))]).toEqual([401, 200])
  })
})
