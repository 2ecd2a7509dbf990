import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBrowser, type Browser } from '../../../test/support/browser.ts'
import { createOidcClient, type OidcClient } from './support/create-oidc-client.ts'
import { createSamlSp, type SamlSp } from './support/create-saml-sp.ts'
import { startApp, toArrival, type TestApp } from './support/start-app.ts'
import { ana, bruno, startIdentity, type TestIdentity } from './support/start-identity.ts'

let app: TestApp
let identity: TestIdentity
let portal: SamlSp
let notes: OidcClient
const clock = { offsetMs: 0 }

beforeAll(async () => {
  app = await startApp()
  const redirectUri = `${app.url}/notes/callback`
  identity = await startIdentity({
    now: () => new Date(Date.now() + clock.offsetMs),
    sessionSeconds: 3600,
    applications: [
      {
        id: 'portal',
        name: 'Portal',
        type: 'saml',
        saml: { entityId: `${app.url}/portal/metadata`, acsUrl: `${app.url}/portal/acs` },
      },
      { id: 'notes', name: 'Notes', type: 'oidc', oidc: { clientId: 'notes', redirectUris: [redirectUri] } },
    ],
  })
  portal = createSamlSp(identity, app.url, 'portal')
  notes = await createOidcClient({ issuer: identity.issuer, clientId: 'notes', redirectUri })
})
afterAll(async () => {
  await identity.close()
  await app.close()
})

/** What the OIDC application hears when it asks without showing anything. */
async function askQuietly(browser: Browser): Promise<string> {
  const login = await notes.begin({ prompt: 'none' })
  const { url } = await browser.get(login.url)
  const error = new URL(toArrival(await browser.get(url)).url, app.url).searchParams.get('error')
  if (error !== null) return error
  return (await login.finish(url)).claims()?.['email'] as string
}

describe('one session over both protocols', () => {
  it('serves OpenID Connect after a sign-in by SAML, without a prompt', async () => {
    const browser = createBrowser()
    await browser.submit(await browser.get(await portal.toLoginUrl()), ana)
    expect(await askQuietly(browser)).toBe('ana@acme.test')
  })

  it('serves SAML after a sign-in by OpenID Connect, without a prompt', async () => {
    const browser = createBrowser()
    await browser.submit(await browser.get((await notes.begin()).url), bruno)
    const { fields } = toArrival(await browser.get(await portal.toLoginUrl()))
    expect((await portal.validate(fields))?.nameID).toBe('bruno@globex.test')
  })

  it('follows the person that signs in later, in both', async () => {
    const browser = createBrowser()
    await browser.submit(await browser.get((await notes.begin()).url), ana)
    const strict = createSamlSp(identity, app.url, 'portal', { forceAuthn: true })
    await browser.submit(await browser.get(await strict.toLoginUrl()), bruno)
    expect(await askQuietly(browser)).toBe('bruno@globex.test')
  })

  it('is over in both after the sign-out', async () => {
    const browser = createBrowser()
    await browser.submit(await browser.get((await notes.begin()).url), ana)
    expect(await askQuietly(browser)).toBe('ana@acme.test')
    await browser.submit(await browser.get(identity.issuer))
    expect(await askQuietly(browser)).toBe('login_required')
    expect((await browser.get(await portal.toLoginUrl())).forms[0]?.inputs).toEqual(['username', 'password'])
  })

  it('is over in both when its cookie is gone, whatever oidc-provider remembers', async () => {
    const browser = createBrowser()
    await browser.submit(await browser.get((await notes.begin()).url), ana)
    expect(await askQuietly(browser)).toBe('ana@acme.test')
    const name = browser.cookies.names().find((one) => one.startsWith('launchpad-identity-session-')) ?? ''
    browser.cookies.set(name, 'gone')
    expect(await askQuietly(browser)).toBe('login_required')
  })

  it('keeps two tabs apart: each sign-in leads to its own application', async () => {
    const browser = createBrowser()
    const login = await notes.begin()
    const first = await browser.get(login.url)
    const second = await browser.get(await portal.toLoginUrl('tab-2'))
    expect(toArrival(await browser.submit(second, ana)).fields['RelayState']).toBe('tab-2')
    const tokens = await login.finish((await browser.submit(first, ana)).url)
    expect(tokens.claims()?.['email']).toBe('ana@acme.test')
  })

  it('ends when its time is over', async () => {
    const browser = createBrowser()
    await browser.submit(await browser.get(`${identity.issuer}/login`), ana)
    clock.offsetMs = 3601_000
    const page = await browser.get(await portal.toLoginUrl())
    clock.offsetMs = 0
    expect(page.forms[0]?.inputs).toEqual(['username', 'password'])
  })

  it('asks again for a session older than max_age, and not for a younger one', async () => {
    const browser = createBrowser()
    await browser.submit(await browser.get(`${identity.issuer}/login`), ana)
    const young = await notes.begin({ max_age: '600' })
    expect((await browser.get(young.url)).url).toContain('/notes/callback?code=')
    await browser.submit(await browser.get(`${identity.issuer}/logout`), { logout: 'yes' })
    clock.offsetMs = -1000_000
    await browser.submit(await browser.get(`${identity.issuer}/login`), ana)
    clock.offsetMs = 0
    const old = await notes.begin({ max_age: '600' })
    expect((await browser.get(old.url)).forms[0]?.inputs).toEqual(['username', 'password'])
  })

  it('keeps a sign-in for a quarter of an hour', async () => {
    const browser = createBrowser()
    const form = await browser.get(await portal.toLoginUrl())
    clock.offsetMs = 15 * 60_000
    const page = await browser.submit(form, ana)
    clock.offsetMs = 0
    expect([page.status, page.body.includes('SIGN_IN_EXPIRED')]).toEqual([400, true])
  })
})

describe('response_mode=form_post', () => {
  it('carries the code by a page whose policy allows its own script and nothing else', async () => {
    const browser = createBrowser({ autoSubmit: false })
    await browser.submit(await browser.get(`${identity.issuer}/login`), ana)
    const page = await browser.get((await notes.begin({ response_mode: 'form_post' })).url)
    expect(page.headers.get('content-security-policy')).toMatch(/script-src 'sha256-[^']+';/)
    const { method, fields } = toArrival(await browser.submit(page))
    expect([method, Object.keys(fields).sort()]).toEqual(['POST', ['code', 'iss', 'state']])
  })
})
