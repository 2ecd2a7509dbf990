import { http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFakeOidcProvider, type FakeOidcProvider } from './fake-oidc-provider.ts'
import { mswHandlers } from './msw-handlers.ts'

let provider: FakeOidcProvider
const server = setupServer()

beforeAll(async () => {
  provider = await createFakeOidcProvider({ algorithm: 'ES256', issuer: 'https://globex.example.test/tenant' })
  server.use(...mswHandlers(provider, http))
  server.listen({ onUnhandledRequest: 'error' })
})
afterAll(() => server.close())

test('msw answers for the fake provider, also for posted forms', async () => {
  const discovery = await fetch('https://globex.example.test/tenant/.well-known/openid-configuration')
  expect(await discovery.json()).toMatchObject({ issuer: provider.issuer })
  const token = await fetch('https://globex.example.test/tenant/token', {
    method: 'POST',
    body: new URLSearchParams({ client_id: 'launchpad', client_secret: 'fake-client-secret', code: 'none' }),
  })
  expect([token.status, await token.json()]).toEqual([400, { error: 'invalid_grant' }])
  expect(provider.requests()).toEqual(['GET /.well-known/openid-configuration', 'POST /token'])
})
