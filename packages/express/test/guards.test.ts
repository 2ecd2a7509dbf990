import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createAuth, memoryStore, type Auth } from '@launchpad-sso/sdk-node'
import { createClient, createFakeIdps, mintSession, type FakeIdps } from '@launchpad-sso/sdk-node/testing'
import express from 'express'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authRoutes, requireRecentAuth, requireSession } from '../src/index.ts'

// `fetch` writes a mode of its own beside `sec-fetch-site`.
const page = { accept: 'text/html' }
const script = { accept: '*/*', 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' }
const prefetch = { accept: 'text/html', 'sec-purpose': 'prefetch' }
let idps: FakeIdps
let auth: Auth
let baseUrl: string
let stop: () => void

beforeAll(async () => {
  idps = await createFakeIdps()
  const app = express()
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const secrets = ['test-secret-of-the-express-application']
  auth = createAuth({ baseUrl, secrets, connections: idps.connections, store: memoryStore(), log: () => undefined })
  app.use(authRoutes(auth))
  app.all('/me', requireSession(auth), (_req, res) => void res.json(res.locals['session']?.user.email))
  const recent = requireRecentAuth(auth, { maximumAgeSeconds: 300, returnTo: '/done' })
  app.all('/payout', recent, (_req, res) => void res.json(res.locals['session']?.user.email))
  app.get('/wipe', requireRecentAuth(auth, { role: 'admin' }), (_req, res) => void res.json('wiped'))
  app.get('/export', requireRecentAuth(auth, { methods: ['mfa'], maximumAgeSeconds: null }), (_req, res) => {
    res.json('all of it')
  })
  stop = () => void server.close().closeAllConnections()
})
afterAll(async () => {
  stop()
  await idps.close()
})

const send = async (path: string, headers: Readonly<Record<string, string>>, method = 'GET'): Promise<Response> =>
  fetch(baseUrl + path, { method, headers, redirect: 'manual' })

/** Signs in at Globex; checked so many seconds ago. */
async function signIn(ago = 0, claims: Readonly<Record<string, unknown>> = {}) {
  const client = createClient((request) => fetch(request))
  const visit = async (path: string): Promise<Response> => {
    const away = (await client.get(baseUrl + path)).headers.get('location') ?? ''
    const time = Math.floor(Date.now() / 1000) - ago
    const callback = idps.oidc.authorize(away, { email: 'bruno@globex.test', claims: { auth_time: time, ...claims } })
    return client.get(callback)
  }
  await visit('/auth/login?connection=globex')
  return client
}

describe('a session that was ended', () => {
  const end = async (): Promise<string> => {
    const { cookie, session } = await mintSession(auth, { email: 'ana@acme.test', connection: 'acme' })
    expect((await send('/me', { ...page, cookie })).status).toBe(200)
    await auth.sessions.revoke('acme', { sessionId: session.id })
    return cookie
  }
  beforeAll(async () => {
    await auth.organizations.create({ id: 'acme', name: 'Acme' })
  })

  test('sends a page to sign-in, from where the person comes back', async () => {
    const cookie = await end()
    const answer = await send('/me?tab=1', { ...page, cookie })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/auth/login?return_to=%2Fme%3Ftab%3D1'])
    const client = createClient((request) => fetch(request))
    const away = await client.get(`${baseUrl}/auth/login?return_to=%2Fme%3Ftab%3D1&email=ana@acme.test`)
    const reply = await idps.saml.respond(away.headers.get('location') ?? '', { email: 'ana@acme.test' })
    const back = await client.post(reply.acsUrl, reply.form)
    expect(back.headers.get('location')).toBe('/me?tab=1')
    expect((await client.get(`${baseUrl}/me?tab=1`)).status).toBe(200)
  })

  test.each(Object.entries({ script, prefetch }))(
    'answers a %s with 401 and the way to sign-in',
    async (_kind, headers) => {
      const answer = await send('/me', { ...headers, cookie: await end() })
      expect([answer.status, answer.headers.getSetCookie()]).toEqual([401, []])
      expect(await answer.json()).toMatchObject({
        error: { code: 'SESSION_REQUIRED', loginUrl: '/auth/login?return_to=%2Fme' },
      })
    },
  )

  test('answers what is sent with 401', async () => {
    expect((await send('/me', { ...page, cookie: await end() }, 'POST')).status).toBe(401)
  })
})

describe('requireRecentAuth', () => {
  test('lets pass who was checked lately, and says who it is', async () => {
    const client = await signIn(60)
    const answer = await client.get(`${baseUrl}/payout`)
    expect([answer.status, await answer.json()]).toEqual([200, 'bruno@globex.test'])
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
  })

  test('sends a page to be checked again, with the wishes and the way back', async () => {
    const answer = await (await signIn(600)).get(`${baseUrl}/payout`)
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      '/auth/login?connection=globex&return_to=%2Fdone&prompt=login&max_age=300',
    ])
  })

  test('asks for the method alone where the time does not matter', async () => {
    const answer = await (await signIn(6000)).get(`${baseUrl}/export`)
    expect(answer.headers.get('location')).toBe(
      '/auth/login?connection=globex&return_to=%2Fexport&prompt=login&amr_values=mfa',
    )
    expect((await (await signIn(6000, { amr: ['mfa'] })).get(`${baseUrl}/export`)).status).toBe(200)
  })

  test.each(Object.entries({ script, prefetch }))(
    'answers a %s with 401, and sends nobody away',
    async (_kind, headers) => {
      const answer = await (await signIn(600)).get(`${baseUrl}/payout`, headers)
      expect([answer.status, answer.headers.getSetCookie()]).toEqual([401, []])
      expect(await answer.json()).toMatchObject({
        error: { code: 'REAUTHENTICATION_REQUIRED', loginUrl: expect.stringContaining('prompt=login') },
      })
    },
  )

  test('answers what is sent with 401', async () => {
    const answer = await (await signIn(600)).post(`${baseUrl}/payout`, new URLSearchParams())
    expect([answer.status, answer.headers.get('location')]).toEqual([401, null])
  })

  test('asks whoever is not signed in to sign in', async () => {
    expect((await send('/payout', page)).headers.get('location')).toBe('/auth/login?return_to=%2Fdone')
    expect(await (await send('/payout', script)).json()).toMatchObject({ error: { code: 'SESSION_REQUIRED' } })
  })

  test('wants the role first', async () => {
    expect((await (await signIn(6000)).get(`${baseUrl}/wipe`)).status).toBe(403)
  })
})
