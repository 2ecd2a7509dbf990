import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBrowser, type Browser, type BrowserPage } from '../support/browser.ts'
import { createKeyPair } from './create-key-pair.ts'
import { startSimpleSamlPhp, type Person, type SimpleSamlPhp } from './simplesamlphp.ts'
import { startApp, type App } from './start-app.ts'

const ana: Person = { username: 'ana', password: 'pw', attributes: { uid: ['ana'], mail: ['ana@acme.test'] } }
const post = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST'

let idp: SimpleSamlPhp
/** Two service providers of one identity provider, so that a sign-out at one concerns the other. */
let shop: App
let wiki: App
const apps: App[] = []

beforeAll(async () => {
  idp = await startSimpleSamlPhp([ana])
  shop = await startServiceProvider('shop', 'redirect')
  wiki = await startServiceProvider('wiki', 'redirect')
})

afterAll(async () => {
  for (const app of apps) await app.stop()
  await idp?.stop()
})

/** Its metadata goes to SimpleSAMLphp, which takes no logout message that our key has not signed. */
async function startServiceProvider(name: string, binding: 'redirect' | 'post'): Promise<App> {
  const connection = {
    id: 'acme',
    type: 'saml',
    organization: { id: 'acme', name: 'Acme' },
    domains: ['acme.test'],
    metadataUrl: idp.metadataUrl,
    signingKey: createKeyPair(),
    singleLogout: true,
    sloBinding: binding,
  } as const
  const app = await startApp([connection])
  apps.push(app)
  const answer = await fetch(`${app.origin}/auth/saml/acme/metadata`)
  const only = [{ Binding: post, Location: `${app.origin}/auth/saml/acme/slo` }]
  const endpoints = binding === 'post' ? { SingleLogoutService: only } : {}
  idp.register(name, await answer.text(), { 'validate.logout': true, ...endpoints })
  return app
}

/** @param isKnown SimpleSAMLphp knows the browser already. */
async function signIn(browser: Browser, { origin }: App, isKnown = false): Promise<void> {
  const page = await browser.get(`${origin}/auth/login?connection=acme&return_to=/me`)
  const me = isKnown ? page : await browser.submit(page, { username: ana.username, password: ana.password })
  expect(JSON.parse(me.body)).toMatchObject({ email: 'ana@acme.test' })
}

const isIn = async (browser: Browser, { origin }: App): Promise<boolean> =>
  (await browser.get(`${origin}/me`)).url === `${origin}/me`
const signOut = async (browser: Browser, { origin }: App): Promise<BrowserPage> =>
  browser.post(`${origin}/auth/logout`, { return_to: '/bye' }, `${origin}/me`)
/** SimpleSAMLphp has forgotten the person as well. */
const asksForPassword = async (browser: Browser, { origin }: App): Promise<boolean> =>
  (await browser.get(`${origin}/auth/login?connection=acme`)).body.includes('name="password"')
const problems = (): readonly unknown[] => apps.flatMap(({ log }) => log.filter(({ level }) => level !== 'info'))

describe('SimpleSAMLphp', () => {
  it('signs the person out everywhere who signs out here', async () => {
    const browser = createBrowser()
    await signIn(browser, shop)
    await signIn(browser, wiki, true)
    const stranger = createBrowser()
    await signIn(stranger, wiki)
    const bye = await signOut(browser, shop)
    expect(bye.url).toBe(`${shop.origin}/bye`)
    const chain = browser.trail.slice(browser.trail.findIndex((hop) => hop.includes('/auth/logout')))
    expect(chain.join('\n')).toMatch(
      /SingleLogoutService.*SAMLRequest=(.|\n)*\/saml\/acme\/slo\?SAMLRequest=(.|\n)*SAMLResponse=/,
    )
    expect([await isIn(browser, shop), await isIn(browser, wiki)]).toEqual([false, false])
    expect(await asksForPassword(browser, shop)).toBe(true)
    // The same person at another browser is in another of its sessions.
    expect(await isIn(stranger, wiki)).toBe(true)
    expect(problems()).toEqual([])
  })

  it('tells us of a sign-out that began there, through all service providers', async () => {
    const browser = createBrowser()
    await signIn(browser, shop)
    await signIn(browser, wiki, true)
    const copied = [shop, wiki].map(({ origin }) => ({ origin, cookie: browser.cookies.header(new URL(origin), 'no') }))
    const bye = await browser.get(idp.logoutUrl(`${wiki.origin}/bye`))
    expect(bye.url).toBe(`${wiki.origin}/bye`)
    for (const { origin, cookie } of copied) {
      const answer = await fetch(`${origin}/auth/session`, { headers: { cookie } })
      expect(await answer.json()).toEqual({ session: null })
    }
    expect(await asksForPassword(browser, wiki)).toBe(true)
    expect(problems()).toEqual([])
  })

  it('does both by POST', async () => {
    const club = await startServiceProvider('club', 'post')
    for (const leave of [
      async (browser: Browser) => signOut(browser, club),
      async (browser: Browser) => browser.get(idp.logoutUrl(`${club.origin}/bye`)),
    ]) {
      const browser = createBrowser()
      await signIn(browser, club)
      const bye = await leave(browser)
      expect(bye.url).toBe(`${club.origin}/bye`)
      expect(browser.trail).toContainEqual(expect.stringMatching(/^POST .*\/saml\/acme\/slo/))
      expect([await isIn(browser, club), await asksForPassword(browser, club)]).toEqual([false, true])
    }
    expect(problems()).toEqual([])
  })
})
