import { isNameChar, isNameStart } from './xml-chars.ts'
import { XmlError } from './xml-error.ts'

/** A name with at most one colon, and the index after it. */
export interface QName {
  readonly prefix: string
  readonly name: string
  readonly end: number
}

/** Reads the name that starts at `start`. */
export function readName(xml: string, start: number): QName {
  const end = readPart(xml, start)
  if (xml.charCodeAt(end) !== colon) return { prefix: '', name: xml.slice(start, end), end }
  const localEnd = readPart(xml, end + 1)
  return { prefix: xml.slice(start, end), name: xml.slice(end + 1, localEnd), end: localEnd }
}

const colon = 0x3a

function readPart(xml: string, start: number): number {
  if (!isNameStart(xml.charCodeAt(start))) throw new XmlError('bad name', start)
  let at = start + 1
  while (at < xml.length && isNameChar(xml.charCodeAt(at))) at += 1
  return at
}
