import { createAuth, memoryStore } from '@launchpad-sso/sdk-node'
import { mintSession } from '@launchpad-sso/sdk-node/testing'
import { NextRequest } from 'next/server.js'
import { describe, expect, test } from 'vitest'
import { authProxy, type ProxyOptions } from './auth-proxy.ts'

const auth = createAuth({
  baseUrl: 'https://app.example.test',
  secrets: ['test-secret-of-the-next-application'],
  store: memoryStore(),
  log: () => undefined,
})
const page = { accept: 'text/html' }
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
