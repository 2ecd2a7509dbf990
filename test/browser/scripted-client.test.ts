import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBrowser, type Browser, type BrowserPage } from '../support/browser.ts'
import { ana, people, type Person } from './support/people.ts'
import { startDemo, type Demo } from './support/start-demo.ts'

// Node's fetch, a cookie jar and forms: no browser, no scripts.

let demo: Demo

beforeAll(async () => {
  demo = await startDemo()
})

afterAll(async () => {
  expect(await demo?.stop()).toBe(0)
})

const asPage = { accept: 'text/html' }
const asJson = { accept: 'application/json' }

describe.each(people)('$email', (person) => {
  it('signs in from the form on the start page and reads /me', async () => {
    const client = createBrowser()
    const start = await client.get(`${demo.appUrl}/`, asPage)
    const dashboard = await signIn(client, start, person)
    expect(dashboard.url).toBe(`${demo.appUrl}/dashboard`)
    expect(dashboard.body).toContain(`Hello, ${person.firstName}`)
    expectMe(await client.get(`${demo.appUrl}/me`, asPage), person)
  })

  it('signs in from /me and comes back to it', async () => {
    const client = createBrowser()
    const me = await signIn(client, await client.get(`${demo.appUrl}/me`, asPage), person)
    expect(me.url).toBe(`${demo.appUrl}/me`)
    expectMe(me, person)
  })

  it('signs in from /dashboard and comes back to it', async () => {
    const client = createBrowser()
    const dashboard = await signIn(client, await client.get(`${demo.appUrl}/dashboard`, asPage), person)
    expect(dashboard.url).toBe(`${demo.appUrl}/dashboard`)
    expectMe(await client.get(`${demo.appUrl}/me`, asJson), person)
  })

  it('signs in at the Launchpad first and opens the app from there', async () => {
    const client = createBrowser()
    const login = await client.get(`${demo.launchpadUrl}/`, asPage)
    const launchpad = await client.submit(login, { username: person.username, password: person.password })
    const [, tile] = /class="tile" href="([^"]+)"/.exec(launchpad.body) ?? []
    const dashboard = await client.follow(launchpad, tile!)
    expect(dashboard.url).toBe(`${demo.appUrl}/dashboard`)
    expectMe(await client.get(`${demo.appUrl}/me`, asJson), person)
  })

  it('gets 401 from /me as JSON before it signed in and after it signed out', async () => {
    const client = createBrowser()
    expect((await client.get(`${demo.appUrl}/me`, asJson)).status).toBe(401)
    const dashboard = await signIn(client, await client.get(`${demo.appUrl}/dashboard`, asPage), person)
    const home = await client.submit(dashboard, { return_to: '/' })
    expect(home.url).toBe(`${demo.appUrl}/`)
    expect((await client.get(`${demo.appUrl}/me`, asJson)).status).toBe(401)
  })
})

describe('the captured SAML reply', () => {
  it('is refused the second time, in the same client and in another, and gives no session', async () => {
    const client = createBrowser({ autoSubmit: false })
    const handover = await signIn(client, await client.get(`${demo.appUrl}/`, asPage), ana)
    const [form] = handover.forms
    expect(form?.action).toBe(`${demo.appUrl}/auth/saml/acme/acs`)
    const captured = Object.fromEntries(form!.fields)
    expect(Object.keys(captured)).toContain('SAMLResponse')
    const dashboard = await client.submit(handover)
    expect(dashboard.url).toBe(`${demo.appUrl}/dashboard`)

    const stranger = createBrowser()
    expectRefusal(await stranger.post(form!.action, captured, handover.url), 400, 'LOGIN_EXPIRED')
    expect((await stranger.get(`${demo.appUrl}/me`, asJson)).status).toBe(401)
    expect(stranger.cookies.names()).toEqual([])

    // Also in the browser it was meant for, once its session is over.
    await client.submit(dashboard, { return_to: '/' })
    expectRefusal(await client.post(form!.action, captured, handover.url), 400, 'LOGIN_EXPIRED')
    expect((await client.get(`${demo.appUrl}/me`, asJson)).status).toBe(401)
  })

  it('is refused when another client sends it first', async () => {
    const client = createBrowser({ autoSubmit: false })
    const handover = await signIn(client, await client.get(`${demo.appUrl}/`, asPage), ana)
    const [form] = handover.forms
    const stranger = createBrowser()
    expectRefusal(
      await stranger.post(form!.action, Object.fromEntries(form!.fields), handover.url),
      403,
      'LOGIN_BROWSER_MISMATCH',
    )
    expect((await stranger.get(`${demo.appUrl}/me`, asJson)).status).toBe(401)
  })
})

/** From a page with the form for the e-mail, through the identity service. */
async function signIn(client: Browser, page: BrowserPage, person: Person): Promise<BrowserPage> {
  const login = await client.submit(page, { email: person.email })
  expect(new URL(login.url).origin).toBe(demo.launchpadUrl)
  return client.submit(login, { username: person.username, password: person.password })
}

function expectMe(page: BrowserPage, person: Person): void {
  expect(page.status).toBe(200)
  expect(page.headers.get('content-type')).toContain('application/json')
  expect(JSON.parse(page.body)).toMatchObject({
    user: { email: person.email, name: person.name },
    organization: person.organization,
    connection: person.connection,
  })
}

function expectRefusal(page: BrowserPage, status: number, code: string): void {
  expect(page.status).toBe(status)
  expect(page.body).toContain('Start again')
  expect(page.body).toContain(code)
}
