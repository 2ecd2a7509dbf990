import type { FakeOidcKey } from './fake-oidc-key.ts'

type Json = Readonly<Record<string, unknown>>
type Edit = (original: Json) => unknown

/**
 * What the fake provider does differently. Each hook gets what a good provider would send and returns what this one sends;
 * everything else stays right, so a test changes one thing.
 */
export interface OidcDeviation {
  readonly discovery?: Edit
  readonly jwks?: Edit
  readonly idTokenHeader?: (header: Json) => Json
  readonly idTokenClaims?: (claims: Json) => Json
  /** The signature, base64url, over `header.payload`. */
  readonly sign?: (input: string, key: FakeOidcKey) => string
  /** The whole ID token. */
  readonly idToken?: (jwt: string) => unknown
  readonly tokenResponse?: Edit
  readonly userinfo?: Edit
  readonly pushedRequest?: Edit
  /** The parameters of the callback, which may be changed in place. */
  readonly callback?: (params: URLSearchParams) => void
  /** The answer of any endpoint: another status, a redirect, a page, silence. */
  readonly response?: (request: Request, answer: Response) => Response | Promise<Response>
}
