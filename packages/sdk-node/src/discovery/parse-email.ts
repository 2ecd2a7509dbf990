import { asciiLowerCase } from '../model/ascii-lower-case.ts'
import { toAsciiDomain } from '../model/to-ascii-domain.ts'

/** An e-mail address, in the one form we compare. */
export interface Email {
  /** Lower case, the domain in ASCII. */
  readonly address: string
  readonly domain: string
}

/**
 * The address in the form we compare; null where the text is none. White space around, the case of A to Z and international
 * domain names make no difference. Nothing else is mapped: two spellings that an identity provider tells apart are two people.
 */
export function parseEmail(text: string): Email | null {
  const clean = asciiLowerCase(text.trim())
  const at = clean.lastIndexOf('@')
  const local = clean.slice(0, at)
  // RFC 5321 4.5.3.1 bounds both parts; a quoted local part is legal and nobody has one.
  if (at < 1 || clean.length > 320 || local.length > 64 || /[\s@<>()[\]\\,;:"\p{C}]/u.test(local)) return null
  const domain = toAsciiDomain(clean.slice(at + 1))
  return domain === null ? null : { address: `${local}@${domain}`, domain }
}

/**
 * The same for what a person typed, where full-width letters are a keyboard's habit. Good for finding a connection and for a
 * hint, not for saying who somebody is.
 */
export function parseTypedEmail(text: string): Email | null {
  return parseEmail(text.normalize('NFKC').toLowerCase())
}
