import {
  createAuth,
  memoryStore,
  type Auth,
  type AuthOptions,
  type LogEntry,
  type RecentAuth,
} from '../../src/index.ts'
import type { GuardOptions } from '../../src/routes/guarded-request.ts'
import type { AuthnRequest } from '../../src/saml-idp/authn-request.ts'
import { parseAuthnRequest } from '../../src/saml-idp/parse-authn-request.ts'
import { createClient, type TestClient } from '../../src/testing/create-client.ts'
import type { FakeIdps } from '../../src/testing/create-fake-idps.ts'
import type { AuthnStatementDraft } from '../../src/saml-idp/response-draft.ts'
import type { Session } from '../../src/model/session.ts'

export const baseUrl = 'http://127.0.0.1:3998'

/** Ana comes to Acme by SAML, Bruno to Globex by OpenID Connect. */
export type Place = 'acme' | 'globex'
const people = { acme: 'ana@acme.test', globex: 'bruno@globex.test' } as const

/** What the identity provider says of how it checked the person; what is left out it does as it usually does. */
export interface Check {
  /** Seconds; null: it does not say when. */
  readonly ago?: number | null
  readonly context?: string
  readonly methods?: readonly string[]
  /** Somebody else than usual. */
  readonly email?: string
  /** When it ends its session: so many seconds from now. */
  readonly endsIn?: number
}

/** An app with both connections, where `/payout` wants a recent sign-in, and a browser. */
export interface StepUpRig {
  readonly auth: Auth
  readonly log: readonly LogEntry[]
  readonly client: TestClient
  /** From the URL at the identity provider to the answer of the app. */
  readonly finish: (place: Place, away: URL, check?: Check) => Promise<Response>
  /** A whole ordinary sign-in. */
  readonly signIn: (place: Place, check?: Check, from?: string) => Promise<Response>
  readonly session: () => Promise<Session | null>
  /** From a redirect of the app's own to the identity provider. */
  readonly follow: (response: Response) => Promise<URL>
}

export const locationOf = (response: Response): URL => new URL(response.headers.get('location') ?? '', baseUrl)
export const readRequest = (away: URL): AuthnRequest => parseAuthnRequest({ binding: 'redirect', query: away.search })
const secondsAgo = (seconds: number): Date => new Date(Date.now() - seconds * 1000)

export function createStepUpRig(
  idps: FakeIdps,
  wanted: RecentAuth | GuardOptions = {},
  options: Partial<AuthOptions> = {},
): StepUpRig {
  const log: LogEntry[] = []
  const auth = createAuth({
    baseUrl,
    secrets: ['test-secret-'.repeat(4)],
    connections: idps.connections,
    store: memoryStore(),
    log: (entry) => void log.push(entry),
    ...options,
  })
  const guardOptions = 'recentAuth' in wanted ? wanted : { recentAuth: wanted as RecentAuth }
  const client = createClient(async (request) => {
    if (new URL(request.url).pathname.startsWith('/auth/')) return auth.handler(request, { ip: '192.0.2.7' })
    const guarded = await auth.guard(request, guardOptions)
    return guarded.kind === 'answer' ? guarded.response : Response.json({ email: guarded.session.user.email })
  })
  const finish = async (place: Place, away: URL, check: Check = {}): Promise<Response> => {
    const email = check.email ?? people[place]
    if (place === 'globex') return client.get(idps.oidc.authorize(away, { email, claims: toClaims(check) }))
    const reply = await idps.saml.respond(away, { email }, { authnStatement: toStatement(check) })
    return client.post(reply.acsUrl, reply.form)
  }
  const follow = async (response: Response): Promise<URL> => locationOf(await client.get(locationOf(response)))
  return {
    auth,
    log,
    client,
    finish,
    follow,
    signIn: async (place, check, from = `/auth/login?connection=${place}&return_to=/`) =>
      finish(place, locationOf(await client.get(baseUrl + from)), check),
    session: async () => auth.getSession({ headers: { get: () => client.cookies() } }),
  }
}

function toClaims({ ago, context, methods, endsIn }: Check): Readonly<Record<string, unknown>> {
  return {
    ...(ago === null && { auth_time: undefined }),
    ...(typeof ago === 'number' && { auth_time: toSeconds(secondsAgo(ago)) }),
    ...(context !== undefined && { acr: context }),
    ...(methods !== undefined && { amr: methods }),
    ...(endsIn !== undefined && { session_expiry: toSeconds(secondsAgo(-endsIn)) }),
  }
}

function toStatement({ ago, context, endsIn }: Check): Partial<AuthnStatementDraft> {
  return {
    ...(typeof ago === 'number' && { authnInstant: secondsAgo(ago).toISOString() }),
    ...(context !== undefined && { authnContext: context }),
    ...(endsIn !== undefined && { sessionNotOnOrAfter: secondsAgo(-endsIn).toISOString() }),
  }
}

function toSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000)
}
