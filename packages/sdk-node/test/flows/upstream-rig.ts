import { createAuth, type Auth, type AuthOptions, type Session } from '../../src/index.ts'
import type { Store } from '../../src/ports/store.ts'
import { createClient, type TestClient } from '../../src/testing/create-client.ts'
import type { FakeOidcProvider } from '../../src/testing/fake-oidc-provider.ts'
import { bruno } from './oidc-rig.ts'

export const baseUrl = 'https://app.example.test'
export const secrets: readonly string[] = ['test-secret-of-upstream-tokens-and-sessions']

/** One instance of an app whose people of globex come by that provider. */
export function openGlobex(provider: FakeOidcProvider, store: Store, options: Partial<AuthOptions> = {}): Auth {
  return createAuth({
    baseUrl,
    secrets,
    store,
    session: { keepTokens: true },
    connections: [
      {
        id: 'globex',
        type: 'oidc',
        domains: ['globex.test'],
        organization: { id: 'globex', name: 'Globex' },
        issuer: provider.issuer,
        clientId: 'launchpad',
        clientSecret: 'fake-client-secret',
      },
    ],
    log: () => {},
    ...options,
  })
}

/** Somebody who is signed in, and their browser. */
export interface SignedIn {
  readonly session: Session
  readonly client: TestClient
  /** What the browser sends. */
  readonly request: Request
}

/** Bruno signs in. */
export async function signInAtGlobex(auth: Auth, provider: FakeOidcProvider, person: object = {}): Promise<SignedIn> {
  const client = createClient(auth.handler)
  const start = await client.get(`${baseUrl}/auth/login?connection=globex`)
  const callback = provider.authorize(start.headers.get('location') ?? '', { ...bruno, ...person })
  const back = await client.get(callback)
  if (back.status !== 303) throw new Error(`wanted to be let in, got ${back.status}: ${await back.text()}`)
  const request = new Request(baseUrl, { headers: { cookie: client.cookies() } })
  const session = await auth.getSession(request)
  if (session === null) throw new Error('wanted a session, got none')
  return { session, client, request }
}
