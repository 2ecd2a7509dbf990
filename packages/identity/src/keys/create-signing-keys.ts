import { generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { createCertificate } from '@launchpad-sso/sdk-node/saml-idp'
import type { SigningKeys } from './signing-keys.ts'

const generate = promisify(generateKeyPair)
const tenYearsMs = 10 * 365 * 24 * 3600 * 1000

/**
 * Makes keys for one run of the service: applications read them from the metadata and the JWK set, so they need no
 * configuration. RS256, because every OpenID Connect client knows it. One key a protocol: a signature made for one
 * means nothing in the other.
 */
export async function createSigningKeys(now: Date): Promise<SigningKeys> {
  const [saml, oidc] = await Promise.all([generateRsa(), generateRsa()])
  const privateKey = saml.export({ type: 'pkcs8', format: 'pem' }).toString()
  const certificate = createCertificate({
    privateKey,
    commonName: 'Launchpad identity service',
    notBefore: new Date(now.getTime() - 24 * 3600 * 1000),
    notAfter: new Date(now.getTime() + tenYearsMs),
  })
  return {
    saml: { privateKey, certificate },
    oidc: { keys: [{ ...oidc.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
  }
}

async function generateRsa(): Promise<KeyObject> {
  const { privateKey } = await generate('rsa', { modulusLength: 2048 })
  return privateKey
}
