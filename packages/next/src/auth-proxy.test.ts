import { createAuth, memoryStore } from '@launchpad-sso/sdk-node'
import { mintSession } from '@launchpad-sso/sdk-node/testing'
import { NextRequest } from 'next/server.js'
import { describe, expect, test } from 'vitest'
import { authProxy, type ProxyOptions } from './auth-proxy.ts'

const baseUrl = 'https://app.example.test'
const secrets = ['test-secret-of-the-next-application']
const auth = createAuth({
  baseUrl,
  secrets,
  store: memoryStore(),
  log: () => undefined,
})
const page = { accept: 'text/html' }
const fetched = { accept: '*/*', 'sec-fetch-mode': 'cors', 'sec-fetch-site': 'same-origin' }
const script = fetched
const payload = { ...fetched, rsc: '1' }
const prefetch = { ...payload, 'next-router-prefetch': '1' }
const { cookie } = await mintSession(auth, { email: 'ana@acme.test', roles: ['member'] })

/** Next behind a reverse proxy: the origin it sees is not ours. */
function ask(path: string, headers: Readonly<Record<string, string>>, options?: ProxyOptions, method = 'GET') {
  const request = new NextRequest(new URL(path, 'http://localhost:3000'), {
    method,
    headers: { host: 'app.example.test', ...headers },
  })
  return authProxy(auth, options)(request)
}

/** The header as the app behind the proxy gets it. */
function findPassedOn(answer: Response, name: string): string | null {
  const overridden = answer.headers.get('x-middleware-override-headers')?.split(',') ?? []
  return overridden.includes(name) ? answer.headers.get(`x-middleware-request-${name}`) : null
}

describe('a page without a session', () => {
  test('goes to sign-in on the origin that Next sees, so that Next makes it a path again', async () => {
    const answer = await ask('/reports?tab=1', page)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('http://localhost:3000/auth/login?return_to=%2Freports%3Ftab%3D1')
  })

  test('comes back to where the app wants it', async () => {
    const answer = await ask('/reports', page, { returnTo: '/start' })
    expect(answer.headers.get('location')).toContain('return_to=%2Fstart')
  })

  test('passes where everyone may, and a cache may keep it', async () => {
    const answer = await ask('/blog/first?a=1', page, { publicPaths: ['/blog/*'] })
    expect(answer.headers.get('x-middleware-next')).toBe('1')
    expect(answer.headers.get('cache-control')).toBeNull()
    expect(findPassedOn(answer, 'x-launchpad-url')).toBe('/blog/first?a=1')
  })
})

describe('a server action without a session', () => {
  const action = { accept: 'text/x-component', 'next-action': 'a1' }

  test('gets 401, and its client is sent to sign-in and back to its page', async () => {
    const answer = await ask('/reports?tab=1', action, {}, 'POST')
    expect(answer.status).toBe(401)
    expect(answer.headers.get('x-action-redirect')).toBe('/auth/login?return_to=%2Freports%3Ftab%3D1;push')
    expect(answer.headers.get('location')).toBeNull()
  })

  test('comes back to where the app wants it', async () => {
    const answer = await ask('/reports', action, { returnTo: '/start' }, 'POST')
    expect(answer.headers.get('x-action-redirect')).toBe('/auth/login?return_to=%2Fstart;push')
  })

  test('is the only one that is told where to go', async () => {
    expect((await ask('/reports', { accept: '*/*' }, {}, 'POST')).headers.get('x-action-redirect')).toBeNull()
  })
})

describe('a session', () => {
  test('lets the page pass, and no cache keep it', async () => {
    const answer = await ask('/reports', { ...page, cookie })
    expect(answer.headers.get('x-middleware-next')).toBe('1')
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    expect(answer.headers.get('vary')).toBe('Cookie')
    expect(findPassedOn(answer, 'cookie')).toBe(cookie)
  })

  test('is answered with 403 where it lacks the role or is of another organization', async () => {
    expect((await ask('/reports', { ...page, cookie }, { role: 'admin' })).status).toBe(403)
    expect((await ask('/reports', { ...page, cookie }, { organization: 'globex' })).status).toBe(403)
    expect((await ask('/reports', { ...page, cookie }, { role: 'member', organization: 'acme' })).status).toBe(200)
  })
})

describe('a session that was ended', () => {
  test('sends a page to sign-in and back, and answers everything else with 401', async () => {
    const store = memoryStore()
    const ended = createAuth({ baseUrl, secrets, store, log: () => undefined })
    await ended.organizations.create({ id: 'acme', name: 'Acme' })
    const minted = await mintSession(ended, { email: 'ana@acme.test' })
    const sent = { cookie: minted.cookie }
    const proxy = authProxy(ended)
    const send = async (headers: Readonly<Record<string, string>>): Promise<Response> =>
      proxy(
        new NextRequest('http://localhost:3000/reports', {
          headers: { host: 'app.example.test', ...sent, ...headers },
        }),
      )
    expect((await send(page)).headers.get('x-middleware-next')).toBe('1')
    await ended.sessions.revoke('acme', { sessionId: minted.session.id })
    const answer = await send(page)
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      'http://localhost:3000/auth/login?return_to=%2Freports',
    ])
    for (const kind of [script, payload, prefetch]) {
      const refused = await send(kind)
      expect([refused.status, refused.headers.get('location'), refused.headers.getSetCookie()]).toEqual([401, null, []])
      expect(await refused.json()).toMatchObject({ error: { loginUrl: '/auth/login?return_to=%2Freports' } })
    }
    const action = await send({ accept: 'text/x-component', 'next-action': 'a1' })
    expect(action.headers.get('x-action-redirect')).toBe('/auth/login?return_to=%2Freports;push')
  })
})

describe('a session that is not recent', () => {
  const recentAuth = { maximumAgeSeconds: 300 }
  const old = async (): Promise<string> => {
    const { setCookie } = await auth.createSession({
      user: { id: 'u1', email: 'ana@acme.test' },
      organization: { id: 'acme', name: 'Acme' },
      connection: 'acme',
      upstream: { subject: 'ana', sessionIndex: null },
      authenticatedAt: new Date(Date.now() - 600_000),
    })
    return setCookie.split(';')[0] ?? ''
  }

  test('sends a page to be checked again', async () => {
    const answer = await ask('/payout', { ...page, cookie: await old() }, { recentAuth })
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      'http://localhost:3000/auth/login?connection=acme&return_to=%2Fpayout&prompt=login&max_age=300',
    ])
  })

  test.each(Object.entries({ script, payload, prefetch }))('answers a %s with 401', async (_kind, headers) => {
    const answer = await ask('/payout', { ...headers, cookie: await old() }, { recentAuth })
    expect([answer.status, answer.headers.get('location')]).toEqual([401, null])
    expect(await answer.json()).toMatchObject({ error: { code: 'REAUTHENTICATION_REQUIRED' } })
  })

  test('sends the client of a server action there, and back to its page', async () => {
    const sent = { accept: 'text/x-component', 'next-action': 'a1', cookie: await old() }
    const answer = await ask('/payout', sent, { recentAuth }, 'POST')
    expect(answer.headers.get('x-action-redirect')).toBe(
      '/auth/login?connection=acme&return_to=%2Fpayout&prompt=login&max_age=300;push',
    )
  })
})

test.each(['/auth/session', '/_next/static/a.js', '/logo.svg', '/reports', '/blog'])(
  'passes no internal header on that a client has sent to %s',
  async (path) => {
    const sent = { ...page, cookie, 'x-launchpad-url': '/elsewhere', 'X-Launchpad-Other': '1' }
    const answer = await ask(path, sent, { publicPaths: ['/blog'] })
    expect(answer.headers.get('x-middleware-next')).toBe('1')
    expect(findPassedOn(answer, 'accept')).toBe('text/html')
    expect(findPassedOn(answer, 'x-launchpad-other')).toBeNull()
    expect(findPassedOn(answer, 'x-launchpad-url')).not.toBe('/elsewhere')
  },
)
