import { type QName, readName } from './read-name.ts'
import { resolveReferences } from './resolve-references.ts'
import { isSpace } from './xml-chars.ts'
import { XmlError } from './xml-error.ts'

/** A start tag as it is written: prefixes not yet resolved. */
export interface Tag {
  readonly name: QName
  readonly attributes: readonly TagAttribute[]
  readonly selfClosing: boolean
  /** Index after `>`. */
  readonly end: number
}

export interface TagAttribute {
  readonly prefix: string
  readonly name: string
  readonly value: string
}

/** Reads the start tag whose `<` is at `start`. */
export function readTag(xml: string, start: number, maxAttributes: number): Tag {
  const name = readName(xml, start + 1)
  const attributes: TagAttribute[] = []
  let at = name.end
  for (;;) {
    const next = skipSpace(xml, at)
    const character = xml[next]
    if (character === '>' || character === '/') {
      const end = xml.indexOf('>', next)
      if (end > next + 1 || end === -1) throw new XmlError('/ without > in a tag', next)
      checkDistinct(attributes, start)
      return { name, attributes, selfClosing: character === '/', end: end + 1 }
    }
    if (next === at) throw new XmlError('tag that does not end where it should', next)
    if (attributes.length === maxAttributes) throw new XmlError(`more than ${maxAttributes} attributes in a tag`, next)
    at = readAttribute(xml, next, attributes)
  }
}

/** Reads the end tag whose `</` is at `start`. */
export function readEndTag(xml: string, start: number): QName {
  const name = readName(xml, start + 2)
  const close = skipSpace(xml, name.end)
  if (xml[close] !== '>') throw new XmlError('end tag without >', close)
  return { ...name, end: close + 1 }
}

function readAttribute(xml: string, start: number, into: TagAttribute[]): number {
  const name = readName(xml, start)
  const equals = skipSpace(xml, name.end)
  if (xml[equals] !== '=') throw new XmlError('attribute without a value', equals)
  const open = skipSpace(xml, equals + 1)
  const quote = xml[open]
  if (quote !== '"' && quote !== "'") throw new XmlError('attribute value without quotes', open)
  const close = xml.indexOf(quote, open + 1)
  if (close === -1) throw new XmlError('attribute value without end', open)
  into.push({ prefix: name.prefix, name: name.name, value: toValue(xml.slice(open + 1, close), open + 1) })
  return close + 1
}

/** White space is normalised before references are resolved: XML 1.0 section 3.3.3. */
function toValue(raw: string, offset: number): string {
  if (raw.includes('<')) throw new XmlError('< in an attribute value', offset)
  let value = raw
  for (const space of ['\r\n', '\r', '\n', '\t']) if (value.includes(space)) value = value.split(space).join(' ')
  return resolveReferences(value, offset)
}

function checkDistinct(attributes: readonly TagAttribute[], offset: number): void {
  if (attributes.length < 2) return
  const names = new Set(attributes.map((each) => (each.prefix === '' ? each.name : `${each.prefix}:${each.name}`)))
  if (names.size !== attributes.length) throw new XmlError('attribute given twice', offset)
}

function skipSpace(xml: string, start: number): number {
  let at = start
  while (isSpace(xml.charCodeAt(at))) at += 1
  return at
}
