import { createPrivateKey, X509Certificate } from 'node:crypto'
import { AuthError } from '../model/auth-error.ts'
import type { IdpCertificate, SamlConnection, SamlKeyPair } from '../model/connection.ts'
import type { SamlConnectionOptions } from './auth-options.ts'
import type { ConnectionSource } from '../ports/connections.ts'
import type { ConnectionCommon } from './connection-common.ts'
import { knownAuthnContext, knownKeyPair } from './known-options.ts'
import { isLoopback } from './loopback.ts'
import type { Surroundings } from './surroundings.ts'
import { isObject, takeKnown } from './take-known.ts'
import { checkSlo, findSlo } from './parse-slo.ts'
import { presets } from './presets.ts'
import type { ReadMetadata } from './saml-readers.ts'
import { toUrl } from './to-url.ts'

type Problem = (text: string) => void

/** Null when it cannot be built. @param problem takes what is wrong. */
export function parseSamlConnection(
  given: SamlConnectionOptions,
  common: ConnectionCommon,
  surroundings: Surroundings,
  problem: Problem,
): ConnectionSource | null {
  const options = takeAuthnContext(given, problem)
  checkKeys(options, problem)
  checkSlo(options, common, problem)
  const { readers, now } = surroundings
  const certificates = readCertificates(options.certificates ?? [], readers, problem)
  const complete = (metadata: ReadMetadata | null): SamlConnection =>
    toConnection(options, common, metadata, certificates, surroundings)
  const read = (xml: string): ReadMetadata => readers.parseIdpMetadata(xml, now(), options.idpEntityId)

  const { metadata } = options
  if (metadata !== undefined) {
    const found = tryRead('metadata', () => read(metadata), problem)
    return found && ready(complete(found), options, problem)
  }
  if (options.metadataUrl === undefined) return ready(complete(null), options, problem)
  const metadataUrl = toUrl(options.metadataUrl)
  if (metadataUrl === null) {
    problem(`metadataUrl must be a URL, is '${options.metadataUrl}'`)
    return null
  }
  if (metadataUrl.protocol !== 'https:' && !(metadataUrl.protocol === 'http:' && isLoopback(metadataUrl.hostname)))
    problem(`metadataUrl must be https (http only on loopback), is '${options.metadataUrl}'`)
  return { kind: 'metadata-url', metadataUrl, known: complete(null), complete: (xml) => complete(read(xml)) }
}

function takeAuthnContext(options: SamlConnectionOptions, problem: Problem): SamlConnectionOptions {
  const { authnContext } = options
  if (authnContext === undefined) return options
  const known = takeKnown(authnContext, knownAuthnContext, (text) => problem(`authnContext ${text}`))
  return { ...options, authnContext: known }
}

function readCertificates(
  texts: readonly string[],
  readers: Surroundings['readers'],
  problem: Problem,
): readonly IdpCertificate[] {
  return texts
    .map((text, index) => tryRead(`certificates[${index}]`, () => readers.toIdpCertificate(text), problem))
    .filter((certificate) => certificate !== null)
}

/** @param name the option that is read, for the problem. */
function tryRead<T>(name: string, read: () => T, problem: Problem): T | null {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof AuthError)) throw error
    problem(`${name}: ${error.detail}`)
    return null
  }
}

function ready(connection: SamlConnection, options: SamlConnectionOptions, problem: Problem): ConnectionSource {
  if (!connection.idpEntityId) problem('needs metadata, metadataUrl, or idpEntityId with ssoUrl and certificates')
  else if (!toUrl(connection.sso.url)) problem(`ssoUrl must be a URL, is '${connection.sso.url}'`)
  else if (connection.certificates.length === 0 && !options.certificates?.length)
    problem('needs at least one certificate of the identity provider')
  return { kind: 'ready', connection }
}

function toConnection(
  options: SamlConnectionOptions,
  common: ConnectionCommon,
  metadata: ReadMetadata | null,
  certificates: readonly IdpCertificate[],
  { authUrl }: Surroundings,
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
    slo: findSlo(options, metadata),
    certificates: [...(metadata?.certificates ?? []), ...certificates],
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

/** Twice as many bits cost eight times as much, and anybody can begin a sign-in that is signed. */
const maxKeyBits = 4096

/** A key that cannot be read should stop the start, not the first sign-in. */
function checkKeys(options: SamlConnectionOptions, problem: Problem): void {
  const pairs: (readonly [string, SamlKeyPair])[] = (options.decryptionKeys ?? []).map((pair, index) => [
    `decryptionKeys[${index}]`,
    pair,
  ])
  if (options.signingKey) pairs.push(['signingKey', options.signingKey])
  for (const [name, given] of pairs) {
    if (!isObject(given)) {
      problem(`${name} must be an object`)
      continue
    }
    const pair = takeKnown(given, knownKeyPair, (text) => problem(`${name} ${text}`))
    try {
      const key = createPrivateKey(pair.privateKey)
      if (!new X509Certificate(pair.certificate).checkPrivateKey(key))
        problem(`${name}: the certificate belongs to another private key`)
      const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
      if (bits > maxKeyBits) problem(`${name} must have at most ${maxKeyBits} bits, has ${bits}`)
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
