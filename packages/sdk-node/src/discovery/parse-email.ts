import { domainToASCII } from 'node:url'

/** An e-mail address, in the one form we compare. */
export interface Email {
  /** Lower case, the domain in ASCII. */
  readonly address: string
  readonly domain: string
}

/**
 * What a person typed, or an IdP sent, as an address; null where it is none. White space around, letter case, full-width
 * letters and international domain names make no difference.
 */
export function parseEmail(text: string): Email | null {
  const clean = text.normalize('NFKC').trim().toLowerCase()
  const at = clean.lastIndexOf('@')
  const local = clean.slice(0, at)
  // RFC 5321 4.5.3.1 bounds both parts; a quoted local part is legal and nobody has one.
  if (at < 1 || clean.length > 320 || local.length > 64 || /[\s@<>()[\]\\,;:"\p{Cc}]/u.test(local)) return null
  const domain = domainToASCII(clean.slice(at + 1))
  return domain.includes('.') && !domain.startsWith('.') && !domain.endsWith('.')
    ? { address: `${local}@${domain}`, domain }
    : null
}
