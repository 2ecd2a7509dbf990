import type { Name } from './parse-name.ts'
import { uris } from './saml-uris.ts'

/** True for an Issuer that names this entity. @see saml-core-2.0-os, section 8.3.6 */
export function isEntity(issuer: Name | null, entityId: string): boolean {
  return issuer?.value.trim() === entityId && (issuer.format ?? uris.entityFormat) === uris.entityFormat
}
