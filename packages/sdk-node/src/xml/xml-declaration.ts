import { readTag } from './read-tag.ts'
import { XmlError } from './xml-error.ts'

const longestDeclaration = 200

/**
 * Index after the byte order mark and the XML declaration, if they are there. The declaration may only name what we are
 * reading: XML 1.0 in UTF-8.
 */
export function skipXmlDeclaration(xml: string): number {
  const start = xml.charCodeAt(0) === 0xfeff ? 1 : 0
  if (!/^<\?xml[ \t\r\n]/.test(xml.slice(start, start + 6))) return start
  const length = xml.slice(start, start + longestDeclaration).indexOf('?>')
  if (length === -1) throw new XmlError('XML declaration without end', start)
  // Between its brackets it is written like a tag.
  const { attributes } = readTag(`<${xml.slice(start + 2, start + length)}/>`, 0, 3)
  const words = attributes.map((each) => `${each.name}=${each.value.toLowerCase()}`).join(' ')
  if (!/^version=1\.0(?: encoding=utf-?8)?(?: standalone=(?:yes|no))?$/.test(words)) {
    throw new XmlError('XML declaration that is not version 1.0 in UTF-8', start)
  }
  return start + length + 2
}
