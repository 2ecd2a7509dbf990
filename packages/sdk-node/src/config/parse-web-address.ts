import { isLoopback } from './loopback.ts'
import { toUrl } from './to-url.ts'

/** An address that browsers or we are sent to: https, or http on loopback. Null when there is none, or a problem. */
export function parseWebAddress(
  name: string,
  text: string | undefined,
  problem: (text: string) => void,
): string | null {
  if (text === undefined) return null
  const url = toUrl(text)
  if (url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)))) return text
  problem(`${name} must be an https URL (http only on loopback), is '${text}'`)
  return null
}
