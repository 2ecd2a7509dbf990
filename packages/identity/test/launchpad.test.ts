import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBrowser, type Browser, type BrowserPage } from '../../../test/support/browser.ts'
import { startApp, toArrival, type TestApp } from './support/start-app.ts'
import { ana, bruno, startIdentity, type TestIdentity } from './support/start-identity.ts'

let app: TestApp
let identity: TestIdentity

beforeAll(async () => {
  app = await startApp()
  identity = await startIdentity({
    applications: [
      {
        id: 'app-acme',
        name: 'Demo app',
        description: 'By <SAML>',
        organizations: ['acme'],
        type: 'saml',
        saml: { entityId: `${app.url}/acme/metadata`, acsUrl: `${app.url}/acme/acs` },
        launchUrl: `${app.url}/auth/launch/acme?theme=dark`,
      },
      {
        id: 'app-globex',
        name: 'Demo app',
        organizations: ['globex'],
        type: 'oidc',
        oidc: { clientId: 'app', redirectUris: [`${app.url}/callback`] },
        launchUrl: `${app.url}/auth/launch/globex`,
      },
      {
        id: 'without-launch',
        name: 'Hidden',
        type: 'oidc',
        oidc: { clientId: 'hidden', redirectUris: [`${app.url}/hidden`] },
      },
    ],
  })
})
afterAll(async () => {
  await identity.close()
  await app.close()
})

async function open(
  person: Readonly<Record<string, string>>,
  target = '',
): Promise<{ browser: Browser; page: BrowserPage }> {
  const browser = createBrowser()
  const page = await browser.submit(await browser.get(`${identity.issuer}/${target}`), person)
  return { browser, page }
}

const toTiles = (page: BrowserPage) =>
  [...page.body.matchAll(/class="tile" href="([^"]+)"/g)].map(([, href = '']) => href)

describe('the Launchpad', () => {
  it('sends who is not signed in to the login page', async () => {
    expect((await createBrowser().get(identity.issuer)).url).toBe(`${identity.issuer}/login`)
  })

  it('shows each person the applications of their organization', async () => {
    const [acme, globex] = await Promise.all([open(ana), open(bruno)])
    expect(toTiles(acme.page)).toEqual(['/launch/app-acme'])
    expect(toTiles(globex.page)).toEqual(['/launch/app-globex'])
    expect(acme.page.body).toContain('By &lt;SAML&gt;')
  })

  it('says so when there is nothing to open', async () => {
    const own = await startIdentity()
    const browser = createBrowser()
    const page = await browser.submit(await browser.get(own.issuer), ana)
    expect(page.body).toContain('Nothing here yet')
    await own.close()
  })

  it.each([
    ['SAML', ana, '/auth/launch/acme', 'ana@acme.test', 'dark', '/saml/metadata'],
    ['OpenID Connect', bruno, '/auth/launch/globex', 'bruno@globex.test', null, ''],
  ])(
    'opens an application by %s at its own launch address, with our name there and a login hint',
    async (_, person, path, email, theme, name) => {
      const { browser, page } = await open(person)
      const arrival = new URL(toArrival(await browser.follow(page, toTiles(page)[0] ?? '')).url, app.url)
      expect(arrival.pathname).toBe(path)
      expect(arrival.searchParams.get('iss')).toBe(`${identity.issuer}${name}`)
      expect(arrival.searchParams.get('login_hint')).toBe(email)
      expect(arrival.searchParams.get('theme')).toBe(theme)
    },
  )

  it('asks for the password first, then opens', async () => {
    const { page } = await open(bruno, 'launch/app-globex')
    expect(toArrival(page).url).toContain('/auth/launch/globex?')
  })

  it('opens nothing that the person may not enter', async () => {
    const { page, browser } = await open(bruno, 'launch/app-acme')
    expect([page.status, page.body.includes('APPLICATION_NOT_ASSIGNED')]).toEqual([403, true])
    expect((await browser.get(`${identity.issuer}/saml/launch/app-acme`)).status).toBe(403)
  })

  it.each(['launch/nothing', 'launch/without-launch', 'saml/launch/app-globex', 'launch/', 'launch', 'launch/a/b'])(
    'answers /%s with a page that nothing is there',
    async (path) => {
      const { browser } = await open(ana)
      const page = await browser.get(`${identity.issuer}/${path}`)
      expect([page.status, page.body.includes('ROUTE_NOT_FOUND')]).toEqual([404, true])
    },
  )
})
