import { createPrivateKey, X509Certificate } from 'node:crypto'
import type { SamlConnection, SamlKeyPair } from '../model/connection.ts'
import type { SamlConnectionOptions } from './auth-options.ts'
import type { ConnectionSource } from './config.ts'
import type { ConnectionCommon } from './connection-common.ts'
import type { Surroundings } from './surroundings.ts'
import { presets } from './presets.ts'
import type { ReadMetadata } from './saml-readers.ts'
import { toUrl } from './to-url.ts'

type Problem = (text: string) => void

/** @throws AuthError SAML_METADATA_INVALID for metadata or certificates that cannot be read. */
export function parseSamlConnection(
  options: SamlConnectionOptions,
  common: ConnectionCommon,
  surroundings: Surroundings,
  problem: Problem,
): ConnectionSource | null {
  checkKeys(options, problem)
  const { readers, now } = surroundings
  const complete = (metadata: ReadMetadata | null): SamlConnection =>
    toConnection(options, common, metadata, surroundings)
  const read = (xml: string): ReadMetadata => readers.parseIdpMetadata(xml, now(), options.idpEntityId)

  if (options.metadata !== undefined) return ready(complete(read(options.metadata)), problem)
  if (options.metadataUrl === undefined) return ready(complete(null), problem)
  const metadataUrl = toUrl(options.metadataUrl)
  if (metadataUrl === null) {
    problem(`metadataUrl must be a URL, is '${options.metadataUrl}'`)
    return null
  }
  return { kind: 'metadata-url', metadataUrl, known: common, complete: (xml) => complete(read(xml)) }
}

function ready(connection: SamlConnection, problem: Problem): ConnectionSource {
  if (!connection.idpEntityId) problem('needs metadata, metadataUrl, or idpEntityId with ssoUrl and certificates')
  else if (!toUrl(connection.sso.url)) problem(`ssoUrl must be a URL, is '${connection.sso.url}'`)
  else if (connection.certificates.length === 0) problem('needs at least one certificate of the identity provider')
  return { kind: 'ready', connection }
}

function toConnection(
  options: SamlConnectionOptions,
  common: ConnectionCommon,
  metadata: ReadMetadata | null,
  { authUrl, readers }: Surroundings,
): SamlConnection {
  const preset = presets[common.preset]
  const offered = metadata?.sso ?? []
  const sso = offered.find((one) => one.binding === (options.ssoBinding ?? preset.ssoBinding)) ?? offered[0]
  return Object.freeze({
    ...common,
    type: 'saml',
    idpEntityId: metadata?.entityId ?? options.idpEntityId ?? preset.idpEntityId ?? '',
    sso: {
      url: options.ssoUrl ?? sso?.url ?? '',
      binding: options.ssoBinding ?? sso?.binding ?? preset.ssoBinding ?? 'redirect',
    },
    certificates: [...(metadata?.certificates ?? []), ...(options.certificates ?? []).map(readers.toIdpCertificate)],
    spEntityId: options.spEntityId ?? `${authUrl}/saml/${common.id}/metadata`,
    nameIdFormat: options.nameIdFormat === undefined ? (preset.nameIdFormat ?? null) : options.nameIdFormat,
    forceAuthn: options.forceAuthn ?? false,
    loginHintParameter:
      options.loginHintParameter === undefined ? preset.loginHintParameter : options.loginHintParameter,
    authnContext: {
      classRefs: options.authnContext?.classRefs ?? [],
      comparison: options.authnContext?.comparison ?? 'exact',
    },
    signingKey: options.signingKey ?? null,
    nextSigningCertificate: options.nextSigningCertificate ?? null,
    decryptionKeys: options.decryptionKeys ?? [],
    unsolicited: options.unsolicited ?? 'convert',
    clockSkewSeconds: options.clockSkewSeconds ?? 60,
    insecureAllowSha1: options.insecureAllowSha1 ?? false,
  })
}

/** A key that cannot be read should stop the start, not the first sign-in. */
function checkKeys(options: SamlConnectionOptions, problem: Problem): void {
  const pairs: (readonly [string, SamlKeyPair])[] = (options.decryptionKeys ?? []).map((pair, index) => [
    `decryptionKeys[${index}]`,
    pair,
  ])
  if (options.signingKey) pairs.push(['signingKey', options.signingKey])
  for (const [name, pair] of pairs) {
    try {
      if (!new X509Certificate(pair.certificate).checkPrivateKey(createPrivateKey(pair.privateKey)))
        problem(`${name}: the certificate belongs to another private key`)
    } catch {
      problem(`${name} must hold a private key and a certificate, both PEM`)
    }
  }
  if (options.nextSigningCertificate === undefined) return
  try {
    new X509Certificate(options.nextSigningCertificate)
  } catch {
    problem('nextSigningCertificate must be a PEM certificate')
  }
}
