import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import type { SamlKeyPair } from '../model/connection.ts'
import type { ConnectionTools } from './connection-tools.ts'

const bits = 2048
const dayMs = 24 * 3600 * 1000
/** As long as Entra ID and Okta give theirs. */
const years = 3

/** A key of ours for one connection: RSA, because every IdP takes it, with a self-signed certificate. */
export async function createKeyPair(
  commonName: string,
  { createCertificate, now }: Pick<ConnectionTools, 'createCertificate' | 'now'>,
): Promise<SamlKeyPair> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: bits })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const end = new Date(now())
  end.setUTCFullYear(end.getUTCFullYear() + years)
  // The IdP's clock may be behind ours.
  const notBefore = new Date(now().getTime() - dayMs)
  return { privateKey: pem, certificate: createCertificate({ privateKey: pem, commonName, notBefore, notAfter: end }) }
}
