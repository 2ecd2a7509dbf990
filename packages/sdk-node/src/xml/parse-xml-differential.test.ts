import { SaxesParser, type SaxesTagNS } from 'saxes'
import { describe, expect, test } from 'vitest'
import { parseXml } from './parse-xml.ts'
import { samlBudget } from './xml-budget.ts'
import type { XmlElement } from './xml-element.ts'
import { XmlError } from './xml-error.ts'

/** A tree in a form that both parsers can give. */
type Plain = readonly (
  string | { readonly name: string; readonly attributes: readonly string[]; readonly content: Plain }
)[]

function fromOurs(element: XmlElement): Plain {
  const attributes = element.attributes.map(({ namespace, name, value }) => `{${namespace}}${name}=${value}`)
  const content = element.content.flatMap((each) => (typeof each === 'string' ? [each] : fromOurs(each)))
  return [{ name: `{${element.namespace}}${element.name}`, attributes: attributes.sort(), content: joinText(content) }]
}

function joinText(content: Plain): Plain {
  const joined: Plain[number][] = []
  for (const each of content) {
    const last = joined.at(-1)
    if (typeof each === 'string' && typeof last === 'string') joined[joined.length - 1] = last + each
    else if (each !== '') joined.push(each)
  }
  return joined
}

/** Null when saxes refuses, or the document has what we refuse on purpose. */
function fromSaxes(xml: string): Plain | null {
  const parser = new SaxesParser({ xmlns: true })
  const levels: Plain[number][][] = [[]]
  let refused = false
  const refuse = (): void => {
    refused = true
  }
  for (const event of ['error', 'comment', 'doctype', 'processinginstruction'] as const) parser.on(event, refuse)
  const addText = (text: string): void => {
    if (levels.length > 1) levels.at(-1)?.push(text)
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('opentag', () => levels.push([]))
  parser.on('closetag', (tag: SaxesTagNS) => {
    const content = joinText(levels.pop() ?? [])
    const attributes = Object.values(tag.attributes)
      .filter((each) => each.uri !== 'http://www.w3.org/2000/xmlns/')
      .map((each) => `{${each.uri}}${each.local}=${each.value}`)
    levels.at(-1)?.push({ name: `{${tag.uri}}${tag.local}`, attributes: attributes.sort(), content })
  })
  parser.write(xml).close()
  return refused ? null : (levels[0] ?? null)
}

function fromOursOrNull(xml: string): Plain | null {
  try {
    return fromOurs(parseXml(xml, samlBudget))
  } catch (error) {
    if (error instanceof XmlError) return null
    throw error
  }
}

/** The same numbers in every run. */
function createRandom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const pieces = [
  '<a>',
  '</a>',
  '<b c="d">',
  '</b>',
  '<p:e xmlns:p="urn:p">',
  '</p:e>',
  '<p:f p:g="1" h=\'2\'/>',
  '<i xmlns="urn:i"/>',
  '<a ',
  '>',
  '/>',
  'x="1" ',
  "x='&lt;&#10;\t\r\n' ",
  'xmlns="urn:x" ',
  'xmlns="" ',
  'text',
  ' ',
  '\r\n',
  '\r',
  '\t',
  '&amp;',
  '&#65;',
  '&#x1F600;',
  '&bad;',
  '&',
  ']]>',
  '<![CDATA[',
  ']]>',
  '<![CDATA[<x>&amp;\r\n]]>',
  '<!-- c -->',
  '<?pi?>',
  '<',
  '"',
  "'",
  '=',
  'é',
  '日本',
  '😀',
  '\u2028',
  '\u0085',
  '\ufffe',
  'xml:lang="en" ',
] as const

describe('parseXml against saxes', () => {
  test('sees the same tree in every document that both accept, and accepts none that saxes refuses', () => {
    const random = createRandom(20260301)
    let accepted = 0
    for (let round = 0; round < 30_000; round += 1) {
      const inner = Array.from({ length: 1 + random(6) }, () => pieces[random(pieces.length)]).join('')
      const xml = random(4) === 0 ? inner : `<r xmlns:p="urn:q">${inner}</r>`
      const ours = fromOursOrNull(xml)
      if (ours === null) continue
      accepted += 1
      expect({ xml, tree: ours }).toEqual({ xml, tree: fromSaxes(xml) })
    }
    expect(accepted).toBeGreaterThan(1500)
  })

  test('refuses no random document that saxes accepts', () => {
    const random = createRandom(7)
    for (let round = 0; round < 10_000; round += 1) {
      const xml = `<r xmlns:p="urn:q">${Array.from({ length: 1 + random(5) }, () => pieces[random(pieces.length)]).join('')}</r>`
      const theirs = fromSaxes(xml)
      if (theirs !== null) expect({ xml, tree: fromOursOrNull(xml) }).toEqual({ xml, tree: theirs })
    }
  })
})
