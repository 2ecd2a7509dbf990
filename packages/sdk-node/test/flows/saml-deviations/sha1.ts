import { signatureMethods, type SignatureMethod } from '../../../src/saml-idp/signature-methods.ts'

const digest = { digestUri: 'http://www.w3.org/2000/09/xmldsig#sha1', digestHash: 'sha1' } as const

/** What the oldest identity providers sign with. */
export const sha1: SignatureMethod = {
  uri: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
  hash: 'sha1',
  keyType: 'rsa',
  ...digest,
}

/** Half a modern one: whoever finds a second document with the same digest need not touch the signature. */
export const sha1Digest: SignatureMethod = { ...signatureMethods['rsa-sha256'], ...digest }
