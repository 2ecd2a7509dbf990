import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createAuth, memoryStore, type Auth } from '../../src/index.ts'
import { createClient, type TestClient } from '../../src/testing/create-client.ts'
import { createFakeIdps, type FakeIdps } from '../../src/testing/create-fake-idps.ts'

const baseUrl = 'https://app.example.test'
const portal = 'https://portal.example.test'
const signOutPage = 'https://fluig.example.test/portal/logout?tenant=1'
const ours = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate' }
const theirs = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
let idps: FakeIdps
let auth: Auth

beforeAll(async () => {
  idps = await createFakeIdps()
})
afterAll(() => idps.close())
beforeEach(() => {
  auth = createAuth({
    baseUrl,
    secrets: ['test-secret-'.repeat(4)],
    store: memoryStore(),
    connections: idps.connections.map((one) =>
      one.id === 'acme' ? { ...one, singleLogout: true, redirectLogoutUrl: signOutPage } : one,
    ),
    logout: { forwardTo: [portal] },
    log: () => {},
  })
})

/** A browser in which Ana is signed in. */
async function signIn(): Promise<TestClient> {
  const client = createClient(auth.handler)
  const away = await client.get(`${baseUrl}/auth/login?connection=acme`)
  const { acsUrl, form } = await idps.saml.respond(away.headers.get('location') ?? '', { email: 'ana@acme.test' })
  await client.post(acsUrl, form)
  expect(await isIn(client)).toBe(true)
  return client
}

const isIn = async (client: TestClient): Promise<boolean> =>
  (await auth.getSession({ headers: { get: () => client.cookies() } })) !== null

const post = async (client: TestClient, fields: Record<string, string>): Promise<Response> =>
  client.post(`${baseUrl}/auth/logout`, new URLSearchParams(fields), { ...ours, origin: baseUrl })

const get = async (client: TestClient, fields: Record<string, string>, headers = theirs): Promise<Response> =>
  client.get(`${baseUrl}/auth/logout?${new URLSearchParams(fields)}`, headers)

describe('to a sign-out page that takes forward', () => {
  test('the browser is sent with an address of ours, when the session is over here', async () => {
    const client = await signIn()
    const away = await post(client, { return_to: '/bye?x=1&y=2' })
    const url = new URL(away.headers.get('location') ?? '')
    expect(url.href.split('?')[0]).toBe('https://fluig.example.test/portal/logout')
    expect(Object.fromEntries(url.searchParams)).toEqual({ tenant: '1', forward: `${baseUrl}/bye?x=1&y=2` })
    expect(client.cookies()).toBe('')
  })

  test('nobody else chooses where it leads', async () => {
    const client = await signIn()
    const away = await post(client, { return_to: 'https://evil.test/' })
    expect(new URL(away.headers.get('location') ?? '').searchParams.get('forward')).toBe(`${baseUrl}/`)
  })

  test('a listed address is handed on', async () => {
    const client = await signIn()
    const away = await post(client, { forward: `${portal}/next` })
    expect(new URL(away.headers.get('location') ?? '').searchParams.get('forward')).toBe(`${portal}/next`)
  })
})

describe('from a portal that signs people out of its applications', () => {
  test('who is asked first is signed out by the button, and goes on to the portal', async () => {
    const client = await signIn()
    const page = await get(client, { forward: `${portal}/next`, single_logout: 'false' })
    const text = await page.text()
    expect([page.status, await isIn(client)]).toEqual([200, true])
    expect(text).toContain(`name="return_to" value="${portal}/next"`)
    expect(text).toContain('href="/">Stay signed in')
    expect(page.headers.get('content-security-policy')).toMatch(/; form-action 'self' https:$/)
    const done = await post(client, { return_to: `${portal}/next`, single_logout: 'false' })
    expect(done.headers.get('location')).toBe(`${portal}/next`)
    expect(await isIn(client)).toBe(false)
  })

  test.each(['forward', 'return_to'])('who is not signed in goes on at once (%s)', async (name) => {
    const client = createClient(auth.handler)
    expect((await get(client, { [name]: `${portal}/next` })).headers.get('location')).toBe(`${portal}/next`)
  })

  test('an address that is not listed leads nowhere, signed in or not', async () => {
    const client = await signIn()
    const elsewhere = { forward: 'https://evil.test/' }
    expect(await (await get(client, elsewhere)).text()).toContain('name="return_to" value="/"')
    const [page, anonymous] = [await get(client, elsewhere), await get(createClient(auth.handler), elsewhere)]
    expect([page.status, anonymous.status, anonymous.headers.get('location')]).toEqual([200, 200, null])
    expect(await anonymous.text()).not.toContain('evil.test')
    const done = await post(client, { ...elsewhere, single_logout: 'false' })
    expect(done.headers.get('location')).toBe('/')
  })

  test('a link on a page of ours signs out at once', async () => {
    const client = await signIn()
    const done = await get(client, { forward: portal, single_logout: 'false' }, ours)
    expect([done.headers.get('location'), await isIn(client)]).toEqual([`${portal}/`, false])
  })

  test.each(['same-site', 'cross-site', 'none'])('a link of a page that is %s signs nobody out', async (site) => {
    const client = await signIn()
    await get(client, { forward: portal }, { ...theirs, 'sec-fetch-site': site })
    expect(await isIn(client)).toBe(true)
  })
})
