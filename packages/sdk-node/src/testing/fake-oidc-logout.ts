import type { FakeOidcClient } from './fake-oidc-client.ts'

/** Who is asked. */
interface Provider {
  readonly issuer: string
  readonly clients: readonly FakeOidcClient[]
}

/** What the fake provider was asked when somebody signed out. */
export interface FakeLogout {
  readonly method: string
  /** `id_token_hint`, `client_id`, `post_logout_redirect_uri`, `state` and others, as they came. */
  readonly params: Readonly<Record<string, string>>
}

/**
 * Where the browser goes after signing out: back to the app, which has to have said who it is and where that is.
 *
 * @see OpenID Connect RP-Initiated Logout 1.0, section 2
 */
export async function endFakeSession(request: Request, settings: Provider): Promise<[FakeLogout, Response]> {
  const given = request.method === 'POST' ? await request.text() : new URL(request.url).search
  const params = Object.fromEntries(new URLSearchParams(given))
  const problem = findProblem(params, settings)
  const response =
    problem === null
      ? new Response(null, { status: 302, headers: { location: toLocation(params) } })
      : new Response(problem, { status: 400, headers: { 'content-type': 'text/plain' } })
  return [{ method: request.method, params }, response]
}

function toLocation({ post_logout_redirect_uri: uri = '', state }: Readonly<Record<string, string>>): string {
  const url = new URL(uri)
  if (state !== undefined) url.searchParams.set('state', state)
  return url.href
}

function findProblem(params: Readonly<Record<string, string>>, { clients, issuer }: Provider): string | null {
  const { id_token_hint: hint, client_id: clientId, post_logout_redirect_uri: uri } = params
  const claims = hint === undefined ? {} : readClaims(hint)
  if (hint !== undefined && claims['iss'] !== issuer) return `wanted an id_token_hint of ${issuer}`
  if (hint !== undefined && claims['aud'] !== clientId)
    return 'wanted a client_id that is the audience of id_token_hint'
  if (!clients.some((one) => one.clientId === clientId)) return `wanted the client_id of a client, got ${clientId}`
  return uri !== undefined && URL.canParse(uri) ? null : `wanted a post_logout_redirect_uri, got ${uri}`
}

function readClaims(token: string): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
}
