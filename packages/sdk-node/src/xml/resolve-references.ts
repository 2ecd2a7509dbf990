import { isXmlCodePoint } from './xml-chars.ts'
import { XmlError } from './xml-error.ts'

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])

/** `&#x10FFFF;` is the longest reference there can be without leading zeros; a few of those are fine. */
const longestReference = 12

/** Replaces the five entities and character references; refuses every other `&`. */
export function resolveReferences(text: string, offset: number): string {
  let ampersand = text.indexOf('&')
  if (ampersand === -1) return text
  // Remembers what it has seen: a text may be nothing but references.
  const known = new Map(entities)
  const pieces: string[] = []
  let done = 0
  while (ampersand !== -1) {
    const end = text.slice(ampersand, ampersand + longestReference).indexOf(';')
    const name = text.slice(ampersand + 1, ampersand + Math.max(end, 1))
    const value = known.get(name) ?? resolveCharacter(name)
    if (value === null) throw new XmlError('& that starts no allowed reference', offset + ampersand)
    known.set(name, value)
    pieces.push(text.slice(done, ampersand), value)
    done = ampersand + end + 1
    ampersand = text.indexOf('&', done)
  }
  return pieces.join('') + text.slice(done)
}

function resolveCharacter(name: string): string | null {
  const [, hex, decimal] = /^#(?:x([0-9a-fA-F]+)|([0-9]+))$/.exec(name) ?? []
  const code = hex === undefined ? Number(decimal) : parseInt(hex, 16)
  return isXmlCodePoint(code) ? String.fromCodePoint(code) : null
}
