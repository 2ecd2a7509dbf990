import { describe, expect, test } from 'vitest'
import { listActions } from './support/list-actions.ts'
import { requests } from './support/requests.ts'
import type { Stage } from './support/stage.ts'

const { page, script, payload } = requests

/** What `getSession` and `requireSession` do in a real app, below `/bare` without a proxy in front. */
export function describeHelpers(stage: () => Stage): void {
  describe('getSession', () => {
    testGetSession(stage)
  })
  describe('requireSession without a proxy, to whoever has no session,', () => {
    testRefusals(stage)
  })
  describe('requireSession without a proxy, to whoever has a session,', () => {
    testPassing(stage)
  })
  describe('requireRecentAuth without a proxy,', () => {
    testRecent(stage)
  })

  test('no helper can be called as a server action', () => {
    expect(listActions().map(([, name]) => name)).toEqual(['save'])
  })
}

function testGetSession(stage: () => Stage): void {
  test('opens the session once per request, however many components ask', async () => {
    const { asked, ask, signIn } = stage()
    const html = await (await ask('/', { ...page, cookie: await signIn() })).text()
    expect(html.match(/<p>[a-z]+<!-- -->: <!-- -->ana@acme\.test<\/p>/g)).toHaveLength(3)
    expect(asked.getSession).toBe(1)
    await ask('/', page)
    expect(asked.getSession).toBe(2)
  })

  test('is null for whoever is not signed in', async () => {
    expect(await (await stage().ask('/', page)).text()).toContain('nobody')
  })
}

function testRefusals(stage: () => Stage): void {
  test('sends a page to sign-in', async () => {
    const answer = await stage().ask('/bare/page', page)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/auth/login?return_to=%2F'])
    expect(await answer.text()).not.toContain('Without a proxy, for')
  })

  test('sends the router of Next to sign-in when only the payload of a page was asked for', async () => {
    const answer = await stage().ask('/bare/page?_rsc', payload)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('NEXT_REDIRECT;replace;/auth/login?return_to=%2F;303;')
  })

  test('answers a script that asks a route handler with 401, and sends a navigation to sign-in', async () => {
    const refused = await stage().ask('/bare/handler', script)
    expect([refused.status, await refused.text()]).toEqual([401, ''])
    for (const method of ['GET', 'POST']) {
      const sent = await stage().ask('/bare/handler', page, method)
      expect([sent.status, sent.headers.get('location')]).toEqual([303, '/auth/login?return_to=%2F'])
    }
  })

  test('sends the client of a server action to sign-in, and does nothing of the action', async () => {
    const answer = await stage().act('/bare/action')
    expect(answer.headers.get('x-action-redirect')).toMatch(/^\/auth\/login\?return_to=.*;push$/)
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(await answer.text()).not.toContain('saved')
  })

  test('comes back to the page of a server action that is public to the proxy', async () => {
    const answer = await stage().act('/open/action?tab=1')
    expect(answer.headers.get('x-action-redirect')).toBe('/auth/login?return_to=%2Fopen%2Faction%3Ftab%3D1;push')
  })
}

function testPassing(stage: () => Stage): void {
  test('lets signed-in people pass, and never sets a cookie', async () => {
    const cookie = await stage().signIn()
    stage().passSeconds(20_000)
    const answers = [
      await stage().ask('/bare/page', { ...page, cookie }),
      await stage().ask('/bare/handler', { ...script, cookie }),
      await stage().act('/bare/action', { cookie }),
    ]
    for (const answer of answers) {
      expect([answer.status, answer.headers.getSetCookie()]).toEqual([200, []])
      expect(await answer.text()).toContain('ana@acme.test')
    }
  })

  test('goes by what it is told about the role: a page that says so, or 403', async () => {
    const [member, admin] = [await stage().signIn(['member']), await stage().signIn(['admin'])]
    expect((await stage().ask('/bare/admin', { ...page, cookie: admin })).status).toBe(200)
    expect((await stage().ask('/bare/admin-handler', { ...script, cookie: admin })).status).toBe(200)
    expect((await stage().ask('/bare/admin-handler', { ...script, cookie: member })).status).toBe(403)
    const sent = await stage().ask('/bare/admin', { ...page, cookie: member })
    expect(sent.status).toBe(303)
    const denied = await stage().ask(sent.headers.get('location') ?? '', { ...page, cookie: member })
    expect([denied.status, denied.headers.get('content-type')]).toEqual([403, expect.stringContaining('text/html')])
  })

  test('logs a refusal once, however many components require the same', async () => {
    const { ask, signIn, logged, asked } = stage()
    await ask('/bare/admin', { ...page, cookie: await signIn() })
    expect([asked.guard, logged.length]).toEqual([1, 1])
  })
}

function testRecent(stage: () => Stage): void {
  const location = '/auth/login?return_to=%2F&prompt=login&max_age=300'

  test('lets pass whoever was checked lately, and asks once for all parts of a page', async () => {
    const { ask, asked, signIn, passSeconds } = stage()
    const cookie = await signIn()
    passSeconds(300)
    const answer = await ask('/bare/payout', { ...page, cookie })
    expect([answer.status, asked.guard]).toEqual([200, 1])
    expect(await answer.text()).toContain('ana@acme.test')
    expect((await ask('/bare/payout-handler', { ...script, cookie })).status).toBe(200)
  })

  test('sends a page to be checked again, and refuses a script', async () => {
    const { ask, signIn, passSeconds } = stage()
    const cookie = await signIn()
    passSeconds(301)
    const sent = await ask('/bare/payout', { ...page, cookie })
    expect([sent.status, sent.headers.get('location')]).toEqual([303, location])
    expect(await sent.text()).not.toContain('Payout, for')
    expect((await ask('/bare/payout-handler', { ...script, cookie })).status).toBe(401)
    const routed = await ask('/bare/payout?_rsc', { ...payload, cookie })
    expect(await routed.text()).toContain(`NEXT_REDIRECT;replace;${location};303;`)
  })

  test('sends whoever has no session to sign-in', async () => {
    const sent = await stage().ask('/bare/payout', page)
    expect(sent.headers.get('location')).toBe('/auth/login?return_to=%2F')
  })
}
