import type { ConnectionRecord } from '../model/connection-record.ts'
import { isPlainObject, type Settings } from './take-settings.ts'

type Asked = Pick<ConnectionRecord, 'type' | 'preset'>

/**
 * What a connection still needs, for people; empty: nothing.
 *
 * @param whole its settings, secrets among them.
 */
export function findMissing(record: Asked, whole: Settings): readonly string[] {
  const own = record.type === 'saml' ? findMissingSaml(record, whole) : findMissingOidc(whole)
  const overage = whole['groupOverage']
  const lacksSecret = isPlainObject(overage) && overage['clientSecret'] === undefined
  return [
    ...own,
    ...(lacksSecret ? ['groupOverage.clientSecret, the secret of the application that reads groups'] : []),
  ]
}

function findMissingSaml({ preset }: Asked, whole: Settings): readonly string[] {
  const { signingKey, decryptionKeys } = whole
  const keys = [
    ...(lacksKey(signingKey) ? ['signingKey.privateKey, the key that signs requests'] : []),
    ...(Array.isArray(decryptionKeys) && decryptionKeys.some(lacksKey)
      ? ['decryptionKeys.privateKey, the keys that open assertions']
      : []),
  ]
  return [...findMissingIdp(preset, whole), ...keys]
}

function findMissingIdp(preset: ConnectionRecord['preset'], whole: Settings): readonly string[] {
  const { metadata, idpEntityId, ssoUrl, certificates } = whole
  if (metadata !== undefined) return []
  const hasCertificate = Array.isArray(certificates) && certificates.length > 0
  if (idpEntityId === undefined && ssoUrl === undefined && !hasCertificate)
    return ["the identity provider's metadata (metadata or metadataUrl), or its idpEntityId, ssoUrl and certificates"]
  return [
    // Every company has the same one there.
    ...(idpEntityId === undefined && preset !== 'fluig' ? ["idpEntityId, the identity provider's entity ID"] : []),
    ...(ssoUrl === undefined ? ["ssoUrl, the identity provider's sign-in URL"] : []),
    ...(hasCertificate ? [] : ["certificates, the identity provider's signing certificate"]),
  ]
}

function findMissingOidc({ issuer, clientId, clientAuthentication }: Settings): readonly string[] {
  return [
    ...(issuer === undefined ? ["issuer, the identity provider's issuer URL"] : []),
    ...(clientId === undefined ? ['clientId, our name at the identity provider'] : []),
    ...(lacksProof(clientAuthentication) ? ['the secret or private key of clientAuthentication'] : []),
  ]
}

/** Only what an import leaves without its secret. */
export function lacksProof(clientAuthentication: unknown): boolean {
  if (!isPlainObject(clientAuthentication)) return false
  const { method, clientSecret, privateKey } = clientAuthentication
  if (method === 'private_key_jwt') return privateKey === undefined
  return (method === 'client_secret_basic' || method === 'client_secret_post') && clientSecret === undefined
}

/** The same of a key pair. */
export function lacksKey(pair: unknown): boolean {
  return isPlainObject(pair) && pair['certificate'] !== undefined && pair['privateKey'] === undefined
}
