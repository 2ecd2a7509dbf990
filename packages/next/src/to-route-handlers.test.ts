import { createAuth, memoryStore, type Auth, type Client } from '@launchpad-sso/sdk-node'
import { expect, test } from 'vitest'
import { toRouteHandlers, type RouteHandlerOptions } from './to-route-handlers.ts'

const auth = createAuth({
  baseUrl: 'http://localhost:3000',
  secrets: ['test-secret-of-the-next-application'],
  store: memoryStore(),
  log: () => undefined,
})

/** The client that the SDK was told of. */
async function findClient(forwarded: string | null, options?: RouteHandlerOptions): Promise<Client | undefined> {
  let told: Client | undefined
  const listening: Auth = {
    ...auth,
    handler: (request, client) => {
      told = client
      return auth.handler(request, client)
    },
  }
  const headers: HeadersInit = forwarded === null ? {} : { 'x-forwarded-for': forwarded }
  await toRouteHandlers(listening, options).GET(new Request('http://localhost:3000/auth/session', { headers }))
  return told
}

test.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const)('gives %s to the SDK', async (method) => {
  const handlers = toRouteHandlers(auth)
  const answer = await handlers[method](new Request('http://localhost:3000/auth/nothing', { method }))
  expect(answer.status).toBe(404)
})

test("answers with the SDK's own response", async () => {
  const answer = await toRouteHandlers(auth).GET(new Request('http://localhost:3000/auth/session'))
  expect(await answer.json()).toEqual({ session: null })
})

test('believes the nearest proxy about the address of the browser, not the client', async () => {
  expect(await findClient('203.0.113.66, 198.51.100.7')).toEqual({ ip: '198.51.100.7' })
})

test('knows no address where nothing is forwarded', async () => {
  expect(await findClient(null)).toEqual({ ip: null })
  expect(await findClient('203.0.113.66,')).toEqual({ ip: null })
})

test('takes the address from the app that knows better', async () => {
  const clientIp = ({ headers }: Request) => headers.get('x-forwarded-for')?.split(',')[0] ?? null
  expect(await findClient('203.0.113.66, 198.51.100.7', { clientIp })).toEqual({ ip: '203.0.113.66' })
})
