import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import { createCertificate } from '../saml-idp/create-certificate.ts'
import type { SigningKey } from '../saml-idp/sign-element.ts'

/** A fresh RSA key and its certificate, valid from 2020 to 2060, both PEM. Takes a moment: make one per test file. */
export async function createTestKey(): Promise<SigningKey> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const certificate = createCertificate({
    privateKey: pem,
    commonName: 'Only for tests',
    notBefore: new Date('2020-01-01T00:00:00Z'),
    notAfter: new Date('2060-01-01T00:00:00Z'),
  })
  return { privateKey: pem, certificate }
}
