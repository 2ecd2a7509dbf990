import { createPrivateKey } from 'node:crypto'
import { importPKCS8 } from 'jose/key/import'
import * as client from 'openid-client'
import { AuthError } from '../model/auth-error.ts'
import type { ClientAuthentication, OidcConnection } from '../model/connection.ts'

type PrivateKeyJwt = Extract<ClientAuthentication, { method: 'private_key_jwt' }>

/**
 * How this connection proves to the token endpoint who we are.
 *
 * @throws AuthError CONFIG_INVALID for a private key that does not fit its algorithm.
 * @see OpenID Connect Core 1.0, section 9
 */
export async function createClientAuthentication(connection: OidcConnection): Promise<client.ClientAuth> {
  const { clientAuthentication } = connection
  switch (clientAuthentication.method) {
    case 'client_secret_basic':
      return client.ClientSecretBasic(clientAuthentication.clientSecret)
    case 'client_secret_post':
      return client.ClientSecretPost(clientAuthentication.clientSecret)
    case 'private_key_jwt':
      return createPrivateKeyJwt(clientAuthentication, connection)
    case 'none':
      return client.None()
  }
}

async function createPrivateKeyJwt(
  authentication: PrivateKeyJwt,
  connection: OidcConnection,
): Promise<client.ClientAuth> {
  const { algorithm, keyId } = authentication
  const key = await importPrivateKey(authentication, connection)
  const addressedTo = (audience: string | null) =>
    client.PrivateKeyJwt(keyId === null ? { key } : { key, kid: keyId }, {
      [client.modifyAssertion](header, payload) {
        // An Ed25519 key may go by either name; the identity provider knows the one it was registered under.
        header['alg'] = algorithm
        if (audience !== null) payload['aud'] = audience
      },
    })
  const toIssuer = addressedTo(null)
  return (server, metadata, body, headers) => {
    const endpoint = body.has('grant_type') ? server.token_endpoint : server.pushed_authorization_request_endpoint
    const wantsEndpoint = wantsEndpointAudience(connection, endpoint)
    return (wantsEndpoint ? addressedTo(endpoint ?? null) : toIssuer)(server, metadata, body, headers)
  }
}

/**
 * The assertion is addressed to the issuer, so that no other server can use it (RFC 7523bis). Okta and Entra take only
 * the URL of the endpoint; they get it as long as that lies on the issuer's own origin.
 */
function wantsEndpointAudience({ preset, issuer }: OidcConnection, endpoint: string | undefined): boolean {
  if (preset !== 'okta' && preset !== 'entra') return false
  return endpoint !== undefined && new URL(endpoint).origin === new URL(issuer).origin
}

/** Any PEM that Node reads: PKCS #8, PKCS #1 or SEC1. */
async function importPrivateKey(
  { privateKey, algorithm }: PrivateKeyJwt,
  { id }: OidcConnection,
): Promise<client.CryptoKey> {
  try {
    const pem = createPrivateKey(privateKey).export({ type: 'pkcs8', format: 'pem' })
    return await importPKCS8(pem.toString(), algorithm)
  } catch {
    // The reason of the failure could quote the key.
    throw new AuthError(
      'CONFIG_INVALID',
      `connection '${id}': clientAuthentication.privateKey is no PEM private key for ${algorithm}`,
    )
  }
}
