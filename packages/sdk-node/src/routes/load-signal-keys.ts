import { AuthError } from '../model/auth-error.ts'
import type { Connection } from '../model/connection.ts'
import type { Outside } from '../ports/outside.ts'
import { discoverIssuer } from '../oidc/discover-issuer.ts'
import { createJwks, type Jwks } from '../oidc/jwks.ts'
import { verifySignature } from '../oidc/verify-signature.ts'
import { SetRefused } from '../signals/set-refused.ts'
import type { SignedToken } from '../signals/signed-token.ts'
import { fetchConfiguration } from '../signals/transmitter-configuration.ts'

/** Proves who signed what security events and revocations come in. */
export interface SignalKeys {
  /** `iss` of who may speak for the connection; null: nobody may. */
  readonly findIssuer: (connection: Connection) => string | null
  /** @throws SetRefused, AuthError SIGNALS_UNAVAILABLE when the keys cannot be had */
  readonly verifySet: (token: string, connection: Connection, outside: Outside) => Promise<SignedToken>
  /** @throws AuthError SIGNAL_UNAUTHORIZED, SIGNALS_UNAVAILABLE */
  readonly verifyCaller: (token: string, connection: Connection, outside: Outside) => Promise<SignedToken>
}

/** Keys are kept as long as their connection object lives. */
export function loadSignalKeys(): SignalKeys {
  const kept = new WeakMap<Connection, Jwks>()
  const keysOf = (connection: Connection): Jwks => {
    const known = kept.get(connection)
    if (known !== undefined) return known
    const made = createJwks(async (outside) => getJwksUri(connection, outside))
    kept.set(connection, made)
    return made
  }
  const verify = async (
    what: 'security event token' | 'revocation token',
    [token, connection, outside]: Parameters<SignalKeys['verifySet']>,
  ): Promise<SignedToken> =>
    verifySignature(token, what, keysOf(connection), outside).catch((error: unknown) => {
      throw toSignalError(error)
    })
  return Object.freeze({
    findIssuer: (connection) => connection.signals?.issuer ?? (connection.type === 'oidc' ? connection.issuer : null),
    verifySet: (...given) => verify('security event token', given),
    verifyCaller: (...given) => verify('revocation token', given),
  } satisfies SignalKeys)
}

/** A connection without a stream is an OpenID provider, which speaks with the keys of its ID tokens. */
async function getJwksUri(connection: Connection, outside: Outside): Promise<string> {
  const { signals } = connection
  if (signals === null) {
    if (connection.type === 'oidc') return (await discoverIssuer(connection, outside)).jwks_uri
    throw new AuthError('SIGNAL_UNAUTHORIZED', `connection '${connection.id}' has no signals`)
  }
  if (signals.jwksUri !== null) return signals.jwksUri
  const { jwksUri } = await fetchConfiguration(signals.issuer, outside)
  if (jwksUri !== null) return jwksUri
  throw new AuthError('SIGNALS_UNAVAILABLE', `configuration of '${signals.issuer}': wanted a jwks_uri, got none`)
}

function toSignalError(error: unknown): unknown {
  if (!(error instanceof AuthError)) return error
  if (error.code === 'SIGNAL_INVALID') return new SetRefused('invalid_key', error.detail)
  return error.code === 'OIDC_DISCOVERY_FAILED'
    ? new AuthError('SIGNALS_UNAVAILABLE', error.detail, { cause: error })
    : error
}
