import { isXmlCodePoint } from './xml-chars.ts'
import { XmlError } from './xml-error.ts'

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])

/** `&#x10FFFF;` is the longest reference worth reading; leading zeros beyond that are refused. */
const longestReference = 12

/** Replaces the five entities and character references; refuses every other `&`. */
export function resolveReferences(text: string, offset: number): string {
  let ampersand = text.indexOf('&')
  if (ampersand === -1) return text
  let resolved = ''
  let done = 0
  while (ampersand !== -1) {
    const end = text.slice(ampersand, ampersand + longestReference).indexOf(';')
    if (end === -1) throw new XmlError('& that starts no reference', offset + ampersand)
    const name = text.slice(ampersand + 1, ampersand + end)
    const value = entities.get(name) ?? resolveCharacter(name)
    if (value === null) throw new XmlError('entity or character reference that is not allowed', offset + ampersand)
    resolved += text.slice(done, ampersand) + value
    done = ampersand + end + 1
    ampersand = text.indexOf('&', done)
  }
  return resolved + text.slice(done)
}

function resolveCharacter(name: string): string | null {
  const hex = /^#x([0-9a-fA-F]+)$/.exec(name)?.[1]
  const decimal = /^#([0-9]+)$/.exec(name)?.[1]
  const code = hex !== undefined ? parseInt(hex, 16) : decimal !== undefined ? parseInt(decimal, 10) : -1
  return isXmlCodePoint(code) ? String.fromCodePoint(code) : null
}
