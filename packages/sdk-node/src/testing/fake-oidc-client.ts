import { createPublicKey } from 'node:crypto'
import { jwtVerify } from 'jose/jwt/verify'

/** An application registered at the fake provider. Without a secret and a key it is a public client. */
export interface FakeOidcClient {
  readonly clientId: string
  readonly clientSecret?: string
  /** PEM; the application signs with the private half (`private_key_jwt`). */
  readonly publicKey?: string
}

/**
 * The client that sent the request, or null when it did not prove who it is.
 *
 * @param audiences to which an assertion may be addressed.
 * @see OpenID Connect Core 1.0, section 9
 */
export async function authenticateFakeClient(
  request: Request,
  form: URLSearchParams,
  clients: readonly FakeOidcClient[],
  audiences: readonly string[],
): Promise<FakeOidcClient | null> {
  const basic = readBasic(request.headers.get('authorization'))
  const clientId = basic?.clientId ?? form.get('client_id')
  const client = clients.find((one) => one.clientId === clientId)
  if (client === undefined) return null
  if (client.publicKey !== undefined)
    return (await isSignedBy(client, form.get('client_assertion'), audiences)) ? client : null
  const given = basic?.clientSecret ?? form.get('client_secret') ?? undefined
  return given === client.clientSecret ? client : null
}

async function isSignedBy(
  client: FakeOidcClient,
  assertion: string | null,
  audience: readonly string[],
): Promise<boolean> {
  const { clientId, publicKey } = client
  if (assertion === null || publicKey === undefined) return false
  const checks = { issuer: clientId, subject: clientId, audience: [...audience], requiredClaims: ['jti', 'exp'] }
  return jwtVerify(assertion, createPublicKey(publicKey), checks).then(
    () => true,
    () => false,
  )
}

/** Both halves are form-encoded first: RFC 6749, section 2.3.1. */
function readBasic(header: string | null): { readonly clientId: string; readonly clientSecret: string } | null {
  const encoded = /^Basic (.+)$/i.exec(header ?? '')?.[1]
  if (encoded === undefined) return null
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString().split(':')
  const decode = (text: string) => decodeURIComponent(text.replaceAll('+', ' '))
  return { clientId: decode(id), clientSecret: decode(secret) }
}
