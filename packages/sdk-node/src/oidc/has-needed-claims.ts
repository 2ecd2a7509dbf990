import type { AttributeMapping } from '../model/connection.ts'
import { claimsToAttributes } from './claims-to-attributes.ts'
import { findEmail } from './find-email.ts'

/** False when the ID token lacks what we cannot do without and userinfo may have: the address, a mapped subject. */
export function hasNeededClaims(claims: Readonly<Record<string, unknown>>, mapping: AttributeMapping): boolean {
  const attributes = claimsToAttributes(claims)
  const { email, subject } = mapping
  return (
    findEmail(attributes, email) !== null &&
    (subject.length === 0 || subject.some((name) => attributes[name] !== undefined))
  )
}
