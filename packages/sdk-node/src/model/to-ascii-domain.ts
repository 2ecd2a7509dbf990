import { domainToASCII } from 'node:url'

/**
 * The ASCII, lower-case form of a domain name, international ones as `xn--…`; null for what is no domain name of two labels
 * or more.
 *
 * `domainToASCII` reads a URL's host: it stops at a slash or question mark, drops tabs and decodes percent signs, so those
 * must not get that far.
 */
export function toAsciiDomain(text: string): string | null {
  const folded = text.normalize('NFKC')
  if (folded.length > 253 || /[\s\p{C}%/?#\\:@[\]]/u.test(folded)) return null
  const ascii = domainToASCII(folded)
  const labels = ascii.split('.')
  const isName = labels.length > 1 && labels.every((label) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/.test(label))
  // An IPv4 address is no domain name.
  return isName && ascii.length <= 253 && !/^\d+$/.test(labels.at(-1) ?? '') ? ascii : null
}
