import { promisify } from 'node:util'
import xmlEncryption from 'xml-encryption'
import { readCertificate } from './read-certificate.ts'
import { uris } from './uris.ts'

/** How the assertion is enciphered. CBC is for service providers that know nothing else. */
export type EncryptionAlgorithm = 'aes256-gcm' | 'aes128-gcm' | 'aes256-cbc' | 'aes128-cbc'

const algorithmUris = {
  'aes256-gcm': 'http://www.w3.org/2009/xmlenc11#aes256-gcm',
  'aes128-gcm': 'http://www.w3.org/2009/xmlenc11#aes128-gcm',
  'aes256-cbc': 'http://www.w3.org/2001/04/xmlenc#aes256-cbc',
  'aes128-cbc': 'http://www.w3.org/2001/04/xmlenc#aes128-cbc',
} as const

const encrypt = promisify(xmlEncryption.encrypt)

/**
 * Puts an assertion into an EncryptedAssertion that only the holder of `certificate`'s key can open. The content key
 * travels by RSA-OAEP.
 *
 * @see saml-core-2.0-os, section 2.3.4
 */
export async function encryptAssertion(
  assertion: string,
  certificate: string,
  algorithm: EncryptionAlgorithm,
): Promise<string> {
  const encrypted = await encrypt(assertion, {
    rsa_pub: readCertificate(certificate).publicKey.export({ type: 'spki', format: 'pem' }),
    pem: certificate,
    encryptionAlgorithm: algorithmUris[algorithm],
    keyEncryptionAlgorithm: 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
  })
  return `<saml:EncryptedAssertion xmlns:saml="${uris.assertion}">${encrypted.trim()}</saml:EncryptedAssertion>`
}
