import { createHash, randomBytes } from 'node:crypto'
import type { Account } from '../accounts/account.ts'

/** Formats we can name a person in. */
export const nameIdFormats: Readonly<Record<'email' | 'persistent' | 'transient', string>> = {
  email: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  persistent: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  transient: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
}

const unspecified = 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified'

/**
 * How a service provider gets to know the person; null for a format that we do not have. By e-mail address unless it
 * asks for something else.
 *
 * @see saml-core-2.0-os, section 8.3
 */
export function toNameId(
  account: Account,
  entityId: string,
  format: string | null,
): { readonly nameId: string; readonly format: string } | null {
  switch (format) {
    case null:
    case unspecified:
    case nameIdFormats.email:
      return { nameId: account.email, format: nameIdFormats.email }
    case nameIdFormats.persistent:
      // Different at each service provider, so that two of them cannot compare notes.
      return { nameId: createHash('sha256').update(`${entityId}\n${account.id}`).digest('base64url'), format }
    case nameIdFormats.transient:
      return { nameId: `_${randomBytes(16).toString('hex')}`, format }
    default:
      return null
  }
}
