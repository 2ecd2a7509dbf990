import { responseInvalid } from './response-invalid.ts'

/**
 * Decodes base64 with nothing in it but its alphabet, padding and white space. Node's own decoder skips what it does not
 * know, so that two texts mean the same bytes.
 */
export function decodeBase64(text: string, what: string): Buffer {
  const compact = text.replace(/[ \t\r\n]+/g, '')
  const stray = compact.search(/[^A-Za-z0-9+/]/)
  const padding = stray === -1 ? '' : compact.slice(stray)
  if (compact === '' || compact.length % 4 !== 0 || (padding !== '' && padding !== '=' && padding !== '==')) {
    throw responseInvalid(`${what}: wanted base64, got something else`)
  }
  return Buffer.from(compact, 'base64')
}
