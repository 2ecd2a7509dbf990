import { createHash } from 'node:crypto'
import { signWithFakeKey, type FakeOidcKey } from './fake-oidc-key.ts'
import { toFakeClaims, toFakeSubject, type FakeOidcPerson } from './fake-oidc-person.ts'
import type { OidcDeviation } from './oidc-deviation.ts'

/** What a code stands for. */
export interface FakeGrant {
  readonly person: FakeOidcPerson
  readonly clientId: string
  readonly redirectUri: string
  readonly codeChallenge: string
  readonly nonce: string | null
  readonly authenticatedAt: Date
}

/** What an ID token is made of. */
export interface FakeIdTokenDraft {
  readonly issuer: string
  readonly grant: FakeGrant
  readonly accessToken: string
  readonly key: FakeOidcKey
  readonly now: Date
  /** Email, names and groups in the ID token; else only userinfo has them. */
  readonly withProfile: boolean
}

/** A signed ID token, deviations included. */
export function createFakeIdToken(draft: FakeIdTokenDraft, deviation: OidcDeviation): unknown {
  const { grant, key, issuer, now } = draft
  const seconds = Math.floor(now.getTime() / 1000)
  const claims = {
    iss: issuer,
    sub: toFakeSubject(grant.person),
    aud: grant.clientId,
    iat: seconds,
    exp: seconds + 300,
    auth_time: Math.floor(grant.authenticatedAt.getTime() / 1000),
    nonce: grant.nonce ?? undefined,
    at_hash: hashAccessToken(draft.accessToken, key),
    ...(draft.withProfile ? toFakeClaims(grant.person) : {}),
  }
  const header = { alg: key.algorithm, typ: 'JWT', kid: key.kid }
  const input = `${encode(deviation.idTokenHeader?.(header) ?? header)}.${encode(deviation.idTokenClaims?.(claims) ?? claims)}`
  const jwt = `${input}.${(deviation.sign ?? signWithFakeKey)(input, key)}`
  return deviation.idToken === undefined ? jwt : deviation.idToken(jwt)
}

/** What a code stands for, once; null when it is not that client's, or not proven. */
export function useFakeCode(form: URLSearchParams, clientId: string, codes: Map<string, FakeGrant>): FakeGrant | null {
  const code = form.get('code') ?? ''
  const grant = codes.get(code)
  codes.delete(code)
  const theirs = grant?.clientId === clientId && grant.redirectUri === form.get('redirect_uri')
  return grant !== undefined && theirs && provesFakeGrant(grant, form.get('code_verifier')) ? grant : null
}

/** True when the verifier is the one whose hash came with the authorization request. @see RFC 7636, section 4.6 */
function provesFakeGrant({ codeChallenge }: FakeGrant, codeVerifier: string | null): boolean {
  return codeVerifier !== null && createHash('sha256').update(codeVerifier).digest('base64url') === codeChallenge
}

function hashAccessToken(accessToken: string, { algorithm }: FakeOidcKey): string {
  const hash = createHash(algorithm === 'EdDSA' ? 'sha512' : `sha${algorithm.slice(-3)}`)
    .update(accessToken)
    .digest()
  return hash.subarray(0, hash.length / 2).toString('base64url')
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
