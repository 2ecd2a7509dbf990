import { describe, expect, test } from 'vitest'
import { requests } from './support/requests.ts'
import type { Stage } from './support/stage.ts'

const { page, script, payload, prefetch, speculation } = requests

/** What `authProxy` does to requests for the pages of a real app. */
export function describeProxy(stage: () => Stage): void {
  describe('authProxy, to whoever has no session,', () => {
    testRefusals(stage)
  })
  describe('authProxy, to whoever has a session,', () => {
    testPassing(stage)
  })
  describe('authProxy, to everyone,', () => {
    testEveryone(stage)
  })
}

function testRefusals(stage: () => Stage): void {
  test('sends a page navigation to sign-in, with the way back to path and query', async () => {
    const answer = await stage().ask('/dashboard?tab=1&q=a%26b', page)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/auth/login?return_to=%2Fdashboard%3Ftab%3D1%26q%3Da%2526b')
  })

  test.each(Object.entries({ script, payload, prefetch, speculation }))(
    'answers a %s request with 401, and starts no login',
    async (_kind, headers) => {
      const answer = await stage().ask('/dashboard', headers)
      expect([answer.status, answer.headers.getSetCookie()]).toEqual([401, []])
      expect(await answer.json()).toMatchObject({
        error: { code: 'SESSION_REQUIRED', loginUrl: '/auth/login?return_to=%2Fdashboard' },
      })
    },
  )

  test('answers a server action with 401, and tells its client where to go', async () => {
    const answer = await stage().act('/dashboard?tab=1')
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([401, []])
    expect(answer.headers.get('x-action-redirect')).toBe('/auth/login?return_to=%2Fdashboard%3Ftab%3D1;push')
    expect(await answer.json()).toMatchObject({ error: { code: 'SESSION_REQUIRED' } })
  })

  test('answers a server action with 401 once the session has expired', async () => {
    const cookie = await stage().signIn()
    stage().passSeconds(86_400)
    expect((await stage().act('/dashboard', { cookie })).status).toBe(401)
  })

  test('answers HEAD as GET', async () => {
    expect((await stage().ask('/dashboard', page, 'HEAD')).status).toBe(303)
    expect((await stage().ask('/dashboard', script, 'HEAD')).status).toBe(401)
  })
}

function testPassing(stage: () => Stage): void {
  test('lets a server action pass', async () => {
    const answer = await stage().act('/dashboard', { cookie: await stage().signIn() })
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('saved by ana@acme.test')])
  })

  test('answers HEAD without a body', async () => {
    const answer = await stage().ask('/protected', { ...script, cookie: await stage().signIn() }, 'HEAD')
    expect([answer.status, await answer.text()]).toEqual([200, ''])
  })

  test('lets no cache keep a page, not even a static or a public one', async () => {
    const cookie = await stage().signIn()
    for (const path of ['/dashboard', '/static-dashboard', '/protected', '/open/static']) {
      const answer = await stage().ask(path, { ...page, cookie })
      expect([path, answer.headers.get('cache-control')]).toEqual([path, 'private, no-store'])
    }
  })

  test('renews with a navigation and with a server action, and with nothing that may be a prefetch', async () => {
    const cookie = await stage().signIn()
    const renews = async (answer: Promise<Response>): Promise<boolean> =>
      (await answer).headers.getSetCookie().some((line) => line.startsWith('launchpad-'))
    expect(await renews(stage().ask('/dashboard', { ...page, cookie }))).toBe(false)
    stage().passSeconds(20_000)
    for (const headers of [script, payload, prefetch, speculation])
      expect(await renews(stage().ask('/dashboard', { ...headers, cookie }))).toBe(false)
    expect(await renews(stage().ask('/dashboard', { ...script, cookie }, 'HEAD'))).toBe(false)
    expect(await renews(stage().ask('/dashboard', { ...page, cookie }))).toBe(true)
    expect(await renews(stage().ask('/', { ...page, cookie }))).toBe(true)
    expect(await renews(stage().act('/dashboard', { cookie }))).toBe(true)
  })
}

function testEveryone(stage: () => Stage): void {
  test('leaves what pages are made of alone', async () => {
    const html = await (await stage().ask('/open/static', page)).text()
    const chunk = /src="(\/_next\/static\/[^"]+)"/.exec(html)?.[1] ?? 'no chunk'
    for (const path of [chunk, '/mark.svg']) {
      const answer = await stage().ask(path, script)
      expect([path, answer.status]).toEqual([path, 200])
      expect(answer.headers.get('cache-control')).toContain('public')
    }
  })

  test('leaves a static public page to caches', async () => {
    expect((await stage().ask('/open/static', page)).headers.get('cache-control')).toContain('s-maxage')
  })

  test('strips internal headers that a client sends, and tells the app the path that was asked for', async () => {
    const sent = { ...script, 'x-launchpad-url': '/elsewhere', 'X-Launchpad-Other': '1' }
    expect(await (await stage().ask('/open/echo?a=1', sent)).json()).toEqual({ 'x-launchpad-url': '/open/echo?a=1' })
  })
}
