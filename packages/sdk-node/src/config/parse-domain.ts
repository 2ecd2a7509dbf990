import { domainToASCII } from 'node:url'

/** The ASCII, lower-case form of an e-mail domain; null for what is none. International names become `xn--…`. */
export function parseDomain(text: string): string | null {
  const ascii = domainToASCII(text.normalize('NFKC').trim().toLowerCase())
  // Two labels at least, none empty or longer than 63, letters, digits and inner hyphens; an IP address is no domain.
  const labels = ascii.split('.')
  const wellFormed =
    labels.length > 1 && ascii.length <= 253 && labels.every((label) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/.test(label))
  return wellFormed && !/^\d+$/.test(labels.at(-1) ?? '') ? ascii : null
}
