import { inflateRawSync } from 'node:zlib'
import type { SamlConnectionOptions } from '@launchpad-sso/sdk-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBrowser, type Browser, type BrowserPage } from '../support/browser.ts'
import { createKeyPair } from './create-key-pair.ts'
import { startSimpleSamlPhp, type Person, type SimpleSamlPhp } from './simplesamlphp.ts'
import { startApp, type App } from './start-app.ts'

/** One connection a habit, each with a domain of its own, all to the same identity provider. */
const habits = ['plain', 'encrypted', 'signed', 'posted', 'strict'] as const
const person = (habit: string): Person => ({
  username: `ana-${habit}`,
  password: 'zoë & <pw>',
  attributes: { uid: [`ana-${habit}`], mail: [`ana@${habit}.test`], displayName: ['Ana "A" Ünal 李'] },
})

let idp: SimpleSamlPhp
let app: App

beforeAll(async () => {
  idp = await startSimpleSamlPhp(habits.map(person))
  const keyPair = createKeyPair()
  const connection = (habit: string): SamlConnectionOptions => ({
    id: habit,
    type: 'saml',
    organization: { id: habit, name: habit },
    domains: [`${habit}.test`],
    metadataUrl: idp.metadataUrl,
  })
  app = await startApp([
    connection('plain'),
    { ...connection('encrypted'), decryptionKeys: [keyPair] },
    { ...connection('signed'), signingKey: keyPair },
    { ...connection('posted'), signingKey: keyPair, ssoBinding: 'post' },
    { ...connection('strict'), forceAuthn: true },
  ])
  await register('plain')
  await register('encrypted', { 'assertion.encryption': true })
  await register('signed', { 'validate.authnrequest': true })
  await register('posted', { 'validate.authnrequest': true })
  await register('strict')
})

afterAll(async () => {
  await app?.stop()
  await idp?.stop()
})

/** Stops at every page, also at those that would submit themselves. */
const openBrowser = (): Browser => createBrowser({ autoSubmit: false })

const metadataUrl = (connection: string): string => `${app.origin}/auth/saml/${connection}/metadata`

/** Feeds our own metadata document to SimpleSAMLphp, as its administrator would. */
async function register(connection: string, settings = {}): Promise<void> {
  const answer = await fetch(metadataUrl(connection))
  idp.register(connection, await answer.text(), settings)
}

/** From SimpleSAMLphp's login form to its page with the response, not yet posted to us. */
async function fillLoginForm(browser: Browser, loginForm: BrowserPage, habit: string): Promise<BrowserPage> {
  expect(loginForm.body).toContain('name="password"')
  const { username, password } = person(habit)
  return browser.submit(loginForm, { username, password })
}

/** The response as SimpleSAMLphp's page holds it. */
function readResponse(page: BrowserPage): string {
  const value = /name="SAMLResponse" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
  return Buffer.from(value, 'base64').toString('utf8')
}

async function signIn(browser: Browser, habit: string): Promise<BrowserPage> {
  const form = await browser.get(`${app.origin}/auth/login?email=ana@${habit}.test&return_to=/me`)
  return browser.submit(await fillLoginForm(browser, form, habit))
}

describe('SimpleSAMLphp', () => {
  it('signs a person in who came to a protected page', async () => {
    const browser = openBrowser()
    const asked = await browser.get(`${app.origin}/me`)
    expect(asked.url).toBe(`${app.origin}/auth/login?return_to=%2Fme`)
    const form = await browser.submit(asked, { email: ' Ana@PLAIN.test ' })
    const me = await browser.submit(await fillLoginForm(browser, form, 'plain'))
    expect(me.url).toBe(`${app.origin}/me`)
    expect(JSON.parse(me.body)).toEqual({ email: 'ana@plain.test', name: 'Ana "A" Ünal 李', connection: 'plain' })
  })

  it('sends a response that works once', async () => {
    const browser = openBrowser()
    const form = await browser.get(`${app.origin}/auth/login?email=ana@plain.test&return_to=/me`)
    const page = await fillLoginForm(browser, form, 'plain')
    expect((await browser.submit(page)).status).toBe(200)
    const replayed = await browser.submit(page)
    expect(replayed.status).toBe(400)
    const thief = openBrowser()
    expect((await thief.submit(page)).status).toBe(400)
    expect((await thief.get(`${app.origin}/me`)).url).toContain('/auth/login')
  })

  it('starts a sign-in on its own, which becomes one of ours', async () => {
    const browser = openBrowser()
    const form = await browser.get(idp.launchUrl(metadataUrl('plain'), '/me'))
    const unsolicited = await fillLoginForm(browser, form, 'plain')
    expect(readResponse(unsolicited)).not.toContain('InResponseTo')
    const answer = await browser.submit(unsolicited)
    expect(readResponse(answer)).toContain('InResponseTo')
    const me = await browser.submit(answer)
    expect(me.url).toBe(`${app.origin}/me`)
    expect(JSON.parse(me.body)).toMatchObject({ email: 'ana@plain.test' })
    expect(app.log).toContainEqual({ level: 'info', event: 'login.converted', connectionId: 'plain' })
  })

  it('encrypts the assertion with the key in our metadata', async () => {
    const browser = openBrowser()
    const form = await browser.get(`${app.origin}/auth/login?email=ana@encrypted.test&return_to=/me`)
    const page = await fillLoginForm(browser, form, 'encrypted')
    expect(readResponse(page)).toContain('http://www.w3.org/2001/04/xmlenc#aes128-cbc')
    expect(readResponse(page)).not.toContain('ana@encrypted.test')
    const me = await browser.submit(page)
    expect(JSON.parse(me.body)).toMatchObject({ email: 'ana@encrypted.test', connection: 'encrypted' })
  })

  it('takes our signed request where it demands a signature, and refuses it without', async () => {
    const me = await signIn(openBrowser(), 'signed')
    expect(JSON.parse(me.body)).toMatchObject({ email: 'ana@signed.test', connection: 'signed' })

    const start = await fetch(`${app.origin}/auth/login?email=ana@signed.test`, { redirect: 'manual' })
    const location = new URL(start.headers.get('location') ?? '')
    for (const name of ['SigAlg', 'Signature']) location.searchParams.delete(name)
    const refused = await openBrowser().get(location.href)
    expect(refused.body).not.toContain('name="password"')
  })

  it('takes a signed request by POST', async () => {
    const browser = openBrowser()
    const ours = await browser.get(`${app.origin}/auth/login?email=ana@posted.test&return_to=/me`)
    expect(ours.body).toContain('name="SAMLRequest"')
    const me = await browser.submit(await fillLoginForm(browser, await browser.submit(ours), 'posted'))
    expect(JSON.parse(me.body)).toMatchObject({ email: 'ana@posted.test', connection: 'posted' })
  })

  it('asks for the password again where the connection wants that', async () => {
    const browser = openBrowser()
    await signIn(browser, 'plain')
    const known = await browser.get(`${app.origin}/auth/login?connection=plain&return_to=/me`)
    expect(readResponse(known)).toContain('InResponseTo')
    const asked = await browser.get(`${app.origin}/auth/login?connection=strict&return_to=/me`)
    expect(asked.body).toContain('name="password"')
  })

  it('is asked by redirect, without a format, a context or a signature it did not ask for', async () => {
    const start = await fetch(`${app.origin}/auth/login?email=ana@plain.test`, { redirect: 'manual' })
    const location = new URL(start.headers.get('location') ?? '')
    expect([...location.searchParams.keys()]).toEqual(['SAMLRequest', 'RelayState'])
    const request = inflateRawSync(Buffer.from(location.searchParams.get('SAMLRequest') ?? '', 'base64')).toString()
    expect(request).not.toContain('RequestedAuthnContext')
  })
})
