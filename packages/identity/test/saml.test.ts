import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBrowser, type Browser } from '../../../test/support/browser.ts'
import { createSigningKeys } from '../src/keys/create-signing-keys.ts'
import type { SigningKeys } from '../src/keys/signing-keys.ts'
import { createSamlSp, type SamlSp } from './support/create-saml-sp.ts'
import { startApp, toArrival, type TestApp } from './support/start-app.ts'
import { ana, bruno, startIdentity, type TestIdentity } from './support/start-identity.ts'

let app: TestApp
let identity: TestIdentity
let spKeys: SigningKeys
let portal: SamlSp
let wiki: SamlSp
let vault: SamlSp

beforeAll(async () => {
  app = await startApp()
  spKeys = await createSigningKeys(new Date())
  const register = (name: string, more: object = {}) => ({
    id: name,
    name,
    type: 'saml' as const,
    saml: { entityId: `${app.url}/${name}/metadata`, acsUrl: `${app.url}/${name}/acs`, ...more },
  })
  identity = await startIdentity({
    applications: [
      { ...register('portal'), name: 'Portal', organizations: ['acme'] },
      { ...register('wiki'), organizations: ['acme', 'globex'] },
      register('vault', { certificates: [spKeys.saml.certificate] }),
    ],
  })
  portal = createSamlSp(identity, app.url, 'portal')
  wiki = createSamlSp(identity, app.url, 'wiki')
  vault = createSamlSp(identity, app.url, 'vault', { privateKey: spKeys.saml.privateKey })
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

/** The top-level and the second-level status code of a response. */
function toStatusCodes(samlResponse: string | undefined): readonly string[] {
  const xml = Buffer.from(samlResponse ?? '', 'base64').toString('utf8')
  return [...xml.matchAll(/StatusCode Value="[^"]+:([^":]+)"/g)].map(([, code = '']) => code)
}

describe('a sign-in by SAML', () => {
  it('proves the person to the service provider (HTTP-Redirect)', async () => {
    const browser = createBrowser()
    const form = await browser.get(await portal.toLoginUrl('state-1'))
    expect(form.status).toBe(200)
    expect(form.body).toContain('Portal')
    const { url, method, fields } = toArrival(await browser.submit(form, ana))
    expect([method, url, fields['RelayState']]).toEqual(['POST', '/portal/acs', 'state-1'])
    expect(await portal.validate(fields)).toMatchObject({
      issuer: `${identity.issuer}/saml/metadata`,
      nameID: 'ana@acme.test',
      nameIDFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
      email: 'ana@acme.test',
      firstName: 'Ana',
      lastName: 'Souza',
      displayName: 'Ana Souza',
      groups: ['everyone', 'admins'],
    })
  })

  it('takes the request by HTTP-POST from another site, and finds the session though its cookie stayed at home', async () => {
    const browser = await openAsAna()
    const page = await browser.post(`${identity.issuer}/saml/sso`, await wiki.toLoginForm('state-2'), app.url)
    const { url, fields } = toArrival(page)
    expect([url, fields['RelayState']]).toEqual(['/wiki/acs', 'state-2'])
    expect((await wiki.validate(fields))?.nameID).toBe('ana@acme.test')
  })

  it('opens a second application without another prompt', async () => {
    const browser = createBrowser()
    await browser.submit(await browser.get(await portal.toLoginUrl()), ana)
    const { url, fields } = toArrival(await browser.get(await wiki.toLoginUrl()))
    expect(url).toBe('/wiki/acs')
    expect((await wiki.validate(fields))?.nameID).toBe('ana@acme.test')
  })

  it('signs the response and the assertion, with RSA-SHA256', async () => {
    const browser = await openAsAna()
    const { fields } = toArrival(await browser.get(await portal.toLoginUrl()))
    const xml = Buffer.from(fields['SAMLResponse'] ?? '', 'base64').toString('utf8')
    const algorithms = [...xml.matchAll(/SignatureMethod Algorithm="([^"]+)"/g)].map(([, uri]) => uri)
    expect(algorithms).toEqual(Array(2).fill('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'))
  })

  it('asks again when the service provider says ForceAuthn', async () => {
    const browser = await openAsAna()
    const strict = createSamlSp(identity, app.url, 'portal', { forceAuthn: true })
    const form = await browser.get(await strict.toLoginUrl())
    expect(form.forms[0]?.inputs).toEqual(['username', 'password'])
    const { fields } = toArrival(await browser.submit(form, ana))
    expect((await strict.validate(fields))?.nameID).toBe('ana@acme.test')
  })

  it('does not let another browser give the password that ForceAuthn asks for', async () => {
    const victim = await openAsAna()
    const strict = createSamlSp(identity, app.url, 'portal', { forceAuthn: true })
    const form = await victim.get(await strict.toLoginUrl())
    // Bruno types his own password into the form of the same sign-in, and hands the address he is sent to to Ana's browser.
    const other = createBrowser()
    const page = await other.get(form.url)
    const fields = { ...Object.fromEntries(page.forms[0]?.fields ?? []), ...bruno }
    const sent = await fetch(`${identity.issuer}/login`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: other.cookies.header(new URL(page.url), 'no'), origin: identity.issuer },
      body: new URLSearchParams(fields),
    })
    expect(sent.status).toBe(303)
    const next = new URL(sent.headers.get('location') ?? '', identity.issuer).href
    expect((await victim.get(next)).forms[0]?.inputs).toEqual(['username', 'password'])
  })

  it('shows nothing when the service provider says IsPassive: without a session it gets a signed NoPassive', async () => {
    const passive = createSamlSp(identity, app.url, 'portal', { passive: true })
    const { url, fields } = toArrival(await createBrowser().get(await passive.toLoginUrl('quiet')))
    expect([url, fields['RelayState']]).toEqual(['/portal/acs', 'quiet'])
    expect(toStatusCodes(fields['SAMLResponse'])).toEqual(['Responder', 'NoPassive'])
    expect(Buffer.from(fields['SAMLResponse'] ?? '', 'base64').toString('utf8')).toContain('<ds:SignatureValue>')
    // node-saml takes the status only from a response whose signature is good.
    expect(await passive.validate(fields)).toBeNull()
  })

  it('answers IsPassive when there is a session', async () => {
    const passive = createSamlSp(identity, app.url, 'portal', { passive: true })
    const { fields } = toArrival(await (await openAsAna()).get(await passive.toLoginUrl()))
    expect((await passive.validate(fields))?.nameID).toBe('ana@acme.test')
  })

  it('names the person as the service provider asks: differently to each for the persistent format', async () => {
    const browser = await openAsAna()
    const identifierFormat = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'
    const names = await Promise.all(
      ['portal', 'wiki', 'portal'].map(async (name) => {
        const sp = createSamlSp(identity, app.url, name, { identifierFormat })
        const profile = await sp.validate(toArrival(await browser.get(await sp.toLoginUrl())).fields)
        expect(profile?.nameIDFormat).toBe(identifierFormat)
        return profile?.nameID
      }),
    )
    expect(names[0]).toBe(names[2])
    expect(names[0]).not.toBe(names[1])
    expect(names[0]).not.toContain('ana')
  })

  it.each([
    [
      'a NameID format that we do not have',
      { identifierFormat: 'urn:example.test:badge' },
      ['Requester', 'InvalidNameIDPolicy'],
    ],
    [
      'a check that is no password',
      { disableRequestedAuthnContext: false, authnContext: ['urn:oasis:names:tc:SAML:2.0:ac:classes:X509'] },
      ['Responder', 'NoAuthnContext'],
    ],
  ])('says so when the service provider asks for %s', async (_, config, codes) => {
    const browser = await openAsAna()
    const sp = createSamlSp(identity, app.url, 'portal', config)
    const { fields } = toArrival(await browser.get(await sp.toLoginUrl()))
    expect(toStatusCodes(fields['SAMLResponse'])).toEqual(codes)
  })
})

describe('a SAML request is refused', () => {
  it('from a service provider nobody registered', async () => {
    const stranger = createSamlSp(identity, app.url, 'stranger')
    const page = await (await openAsAna()).get(await stranger.toLoginUrl())
    expect([page.status, page.url.startsWith(identity.issuer)]).toEqual([400, true])
    expect(page.body).toContain('APPLICATION_UNKNOWN')
  })

  it('when it wants the answer at an address that was not registered', async () => {
    const hijacked = createSamlSp(identity, app.url, 'portal', { callbackUrl: `${app.url}/elsewhere/acs` })
    const page = await (await openAsAna()).get(await hijacked.toLoginUrl())
    expect(page.status).toBe(400)
    expect(page.body).toContain('SAML_REQUEST_INVALID')
    expect(identity.log.at(-1)).toMatchObject({ detail: expect.stringContaining('/elsewhere/acs') as string })
  })

  it('when it was meant for another identity provider', async () => {
    const login = new URL(
      await createSamlSp(identity, app.url, 'portal', { entryPoint: 'https://other.test/sso' }).toLoginUrl(),
    )
    const page = await (await openAsAna()).get(`${identity.issuer}/saml/sso${login.search}`)
    expect(page.body).toContain('SAML_REQUEST_INVALID')
  })

  it('when it has to be signed and is not', async () => {
    const unsigned = createSamlSp(identity, app.url, 'vault')
    const page = await (await openAsAna()).get(await unsigned.toLoginUrl())
    expect(page.body).toContain('SAML_REQUEST_INVALID')
  })

  it('when it has to be signed and somebody else signed it', async () => {
    const other = await createSigningKeys(new Date())
    const forged = createSamlSp(identity, app.url, 'vault', { privateKey: other.saml.privateKey })
    const page = await (await openAsAna()).get(await forged.toLoginUrl())
    expect(page.body).toContain('SAML_REQUEST_INVALID')
  })

  it('and taken when it is signed as registered, by either binding', async () => {
    const browser = await openAsAna()
    const byRedirect = toArrival(await browser.get(await vault.toLoginUrl('state-3')))
    expect((await vault.validate(byRedirect.fields))?.nameID).toBe('ana@acme.test')
    const byPost = toArrival(await browser.post(`${identity.issuer}/saml/sso`, await vault.toLoginForm(), app.url))
    expect((await vault.validate(byPost.fields))?.nameID).toBe('ana@acme.test')
  })

  it('for a person whose organization does not have the application, and the service provider hears nothing', async () => {
    const browser = createBrowser()
    const page = await browser.submit(await browser.get(await portal.toLoginUrl()), bruno)
    expect([page.status, page.url.startsWith(identity.issuer)]).toEqual([403, true])
    expect(page.body).toContain('APPLICATION_NOT_ASSIGNED')
    expect(browser.trail.filter((line) => line.includes(app.url))).toEqual([])
  })

  it.each([
    ['that is not one', 'SAMLRequest=bm90IGEgcmVxdWVzdA%3D%3D'],
    ['that is missing', 'RelayState=x'],
    ['that comes twice', 'SAMLRequest=AA%3D%3D&SAMLRequest=AA%3D%3D'],
  ])('%s', async (_, query) => {
    const page = await createBrowser().get(`${identity.issuer}/saml/sso?${query}`)
    expect([page.status, page.body.includes('SAML_REQUEST_INVALID')]).toEqual([400, true])
  })

  it('over 128 KiB, unread', async () => {
    const page = await createBrowser().post(
      `${identity.issuer}/saml/sso`,
      { SAMLRequest: 'A'.repeat(200_000) },
      app.url,
    )
    expect([page.status, page.body.includes('REQUEST_TOO_LARGE')]).toEqual([413, true])
  })
})

describe('the SAML metadata', () => {
  it('is served as the service says it', async () => {
    const response = await fetch(`${identity.issuer}/saml/metadata`)
    expect(response.headers.get('content-type')).toContain('application/samlmetadata+xml')
    expect(await response.text()).toBe(identity.service.metadata)
  })

  it('names the address that takes requests, by both bindings', () => {
    const locations = [...identity.service.metadata.matchAll(/Binding="[^"]+:HTTP-(\w+)" Location="([^"]+)"/g)]
    expect(locations.map(([, binding, url]) => [binding, url])).toEqual([
      ['Redirect', `${identity.issuer}/saml/sso`],
      ['POST', `${identity.issuer}/saml/sso`],
    ])
  })
})

describe('a launch by SAML', () => {
  it('posts a response that nobody asked for when the application has no launch address', async () => {
    const browser = await openAsAna()
    const { method, url, fields } = toArrival(await browser.get(`${identity.issuer}/launch/portal`))
    expect([method, url]).toEqual(['POST', '/portal/acs'])
    const xml = Buffer.from(fields['SAMLResponse'] ?? '', 'base64').toString('utf8')
    expect(xml).not.toContain('InResponseTo')
    expect((await portal.validate(fields))?.nameID).toBe('ana@acme.test')
  })

  it('asks for the password first when nobody is signed in', async () => {
    const browser = createBrowser()
    const { url } = toArrival(await browser.submit(await browser.get(`${identity.issuer}/saml/launch/portal`), ana))
    expect(url).toBe('/portal/acs')
  })
})
