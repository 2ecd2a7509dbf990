import { generateKeyPairSync } from 'node:crypto'
import { createCertificate } from '@launchpad-sso/sdk-node/saml-idp'

/** A new RSA key with a certificate of its own, valid for a day around now, both PEM. */
export function createKeyPair(): { readonly privateKey: string; readonly certificate: string } {
  const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()
  const aDay = 24 * 3600 * 1000
  const certificate = createCertificate({
    privateKey,
    commonName: 'interop.example.test',
    notBefore: new Date(Date.now() - aDay),
    notAfter: new Date(Date.now() + aDay),
  })
  return { privateKey, certificate }
}
