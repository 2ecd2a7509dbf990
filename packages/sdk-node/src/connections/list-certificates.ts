import { X509Certificate } from 'node:crypto'
import type { ConnectionRecord } from '../model/connection-record.ts'
import type { Json } from '../model/json.ts'
import type { ConnectionTools } from './connection-tools.ts'
import type { CertificateInfo } from './manage-connections.ts'
import { findKnownDocument } from './read-idp-document.ts'
import { isPlainObject } from './take-settings.ts'

type Given = readonly [use: CertificateInfo['use'], role: CertificateInfo['role'], pem: Json | undefined]

/** The certificates of both sides, those that cannot be read left out. No secret is opened for it. */
export function listCertificates(
  { settings, metadataRefresh }: Pick<ConnectionRecord, 'settings' | 'metadataRefresh'>,
  { readers, now }: Pick<ConnectionTools, 'readers' | 'now'>,
): readonly CertificateInfo[] {
  const { certificates, signingKey, nextSigningCertificate, decryptionKeys } = settings
  const named = findKnownDocument(settings, readers)?.certificates.map(({ pem }) => pem) ?? []
  const retiring = (metadataRefresh?.retiring ?? []).filter(({ until }) => until > now())
  const given: readonly Given[] = [
    ...named.map((pem): Given => ['idp-signing', 'current', pem]),
    ...toList(certificates).map((pem): Given => ['idp-signing', 'current', toPem(pem, readers)]),
    ...retiring.map(({ certificate }): Given => ['idp-signing', 'retiring', certificate]),
    ['sp-signing', 'current', certificateOf(signingKey)],
    ['sp-signing', 'next', nextSigningCertificate],
    ...toList(decryptionKeys).map((pair): Given => ['sp-decryption', 'current', certificateOf(pair)]),
  ]
  const read = given.map(readCertificate).filter((one) => one !== null)
  const known = new Set<string>()
  // A document may name one twice, and one given by hand as well.
  return read.filter(({ use, fingerprint }) => known.size < known.add(`${use} ${fingerprint}`).size)
}

function toList(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : []
}

function certificateOf(pair: Json | undefined): Json | undefined {
  return isPlainObject(pair) ? pair['certificate'] : undefined
}

/** By hand they come in more forms than PEM. */
function toPem(text: Json, readers: ConnectionTools['readers']): Json {
  try {
    return typeof text === 'string' ? readers.toIdpCertificate(text).pem : null
  } catch {
    return null
  }
}

function readCertificate([use, role, pem]: Given): CertificateInfo | null {
  if (typeof pem !== 'string') return null
  try {
    const certificate = new X509Certificate(pem)
    return {
      use,
      role,
      fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
      subject: certificate.subject.replaceAll('\n', ', '),
      expiresAt: new Date(certificate.validTo),
    }
  } catch {
    return null
  }
}
