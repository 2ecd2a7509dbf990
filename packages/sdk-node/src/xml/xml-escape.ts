import { findIllegalChar } from './xml-chars.ts'
import { XmlError } from './xml-error.ts'

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/**
 * Makes text safe both between tags and inside attribute values, so that a parser gives back exactly this text.
 *
 * @throws XmlError for a character that XML cannot carry.
 */
export function xmlEscape(text: string): string {
  const at = findIllegalChar(text)
  if (at !== -1) throw new XmlError('character that XML does not allow', at)
  return text.replace(/[&<>"'\t\n\r]/g, (character) => references[character] ?? character)
}
