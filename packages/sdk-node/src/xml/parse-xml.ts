import { type BudgetMeter, createBudgetMeter } from './budget-meter.ts'
import { createNamespaceScope, type NamespaceScope } from './namespace-scope.ts'
import { readEndTag, readTag } from './read-tag.ts'
import { resolveReferences } from './resolve-references.ts'
import type { XmlBudget } from './xml-budget.ts'
import { findIllegalChar } from './xml-chars.ts'
import { skipXmlDeclaration } from './xml-declaration.ts'
import type { XmlElement } from './xml-element.ts'
import { XmlError } from './xml-error.ts'

type Draft = { -readonly [K in keyof XmlElement]: XmlElement[K] } & {
  children: Draft[]
  content: (Draft | string)[]
  parent: Draft | null
}

interface State {
  readonly xml: string
  readonly budget: XmlBudget
  readonly meter: BudgetMeter
  readonly scope: NamespaceScope
  /** The element whose end tag comes next. */
  open: Draft | null
  root: Draft | null
}

const none: ReadonlyMap<string, string> = new Map()

/**
 * Parses the part of XML 1.0 with namespaces that SAML needs, in time linear in the text, and refuses the rest: document
 * types, comments (unless the budget ignores them), processing instructions, entities beyond the five, anything after
 * the root element.
 *
 * Two parsers that read one document differently are how signatures get wrapped. So this one never repairs or skips.
 *
 * @param inScope prefixes declared where the text comes from, for a fragment.
 * @throws XmlError
 * @see XML 1.0 (fifth edition), Namespaces in XML 1.0 (third edition)
 */
export function parseXml(xml: string, budget: XmlBudget, inScope: ReadonlyMap<string, string> = none): XmlElement {
  const illegal = findIllegalChar(xml)
  if (illegal !== -1) throw new XmlError('character that XML does not allow', illegal)
  const meter = createBudgetMeter(budget)
  const scope = createNamespaceScope(inScope, budget.maxDeclarationsInScope)
  const state: State = { xml, budget, meter, scope, open: null, root: null }
  let at = skipXmlDeclaration(xml)
  while (at < xml.length) at = readNext(state, at)
  if (state.root === null) throw new XmlError('no element', at)
  if (state.open !== null) throw new XmlError('element without end tag', state.open.start)
  return state.root
}

/** Reads character data up to the next markup, then that markup. */
function readNext(state: State, at: number): number {
  const { xml } = state
  const found = xml.indexOf('<', at)
  const start = found === -1 ? xml.length : found
  if (start > at) addText(state, at, start)
  if (found === -1) return start
  switch (xml[start + 1]) {
    case '/':
      return closeElement(state, start)
    case '?':
      throw new XmlError('processing instruction', start)
    case '!':
      return xml.startsWith('<!--', start) ? skipComment(state, start) : addCdata(state, start)
    default:
      return openElement(state, start)
  }
}

function addText(state: State, from: number, to: number): void {
  const raw = state.xml.slice(from, to)
  if (state.open === null) {
    if (/[^ \t\r\n]/.test(raw)) throw new XmlError('text outside the root element', from)
    return
  }
  if (raw.includes(']]>')) throw new XmlError(']]> in text', from)
  const text = resolveReferences(normalizeLineEnds(raw), from)
  for (const character of '<>&') state.meter.countEscapes(text, character, from)
  append(state.open, text)
}

function addCdata({ xml, open, meter }: State, start: number): number {
  if (!xml.startsWith('<![CDATA[', start)) throw new XmlError('document type', start)
  if (open === null) throw new XmlError('text outside the root element', start)
  const end = xml.indexOf(']]>', start)
  if (end === -1) throw new XmlError('CDATA section without end', start)
  const raw = xml.slice(start + '<![CDATA['.length, end)
  for (const character of '<>&') meter.countEscapes(raw, character, start)
  append(open, normalizeLineEnds(raw))
  return end + ']]>'.length
}

function skipComment({ xml, budget }: State, start: number): number {
  if (budget.comments === 'refuse') throw new XmlError('comment', start)
  const end = xml.indexOf('--', start + '<!--'.length)
  if (end === -1 || xml[end + 2] !== '>') throw new XmlError('comment without end', start)
  return end + '-->'.length
}

function append(element: Draft, text: string): void {
  element.text += text
  element.content.push(text)
}

function openElement(state: State, start: number): number {
  const { xml, budget, meter, scope, open } = state
  if (open === null && state.root !== null) throw new XmlError('second root element', start)
  meter.countElement(open?.children.length ?? 0, start)
  const { name, attributes, selfClosing, end } = readTag(xml, start, budget.maxAttributes)
  meter.countAttributes(attributes, start)
  for (const { value } of attributes) {
    for (const character of '"<&') meter.countEscapes(value, character, start)
  }
  if (name.prefix === 'xmlns') throw new XmlError('element with the prefix xmlns', start)
  const declarations = scope.enter(attributes, start)
  const element: Draft = {
    name: name.name,
    prefix: name.prefix,
    namespace: scope.resolve(name.prefix, start),
    attributes: scope.resolveAttributes(attributes, start),
    declarations,
    children: [],
    content: [],
    text: '',
    parent: open,
    start,
    end,
  }
  state.root ??= element
  open?.children.push(element)
  open?.content.push(element)
  if (selfClosing) scope.leave(declarations)
  else meter.open(element)
  if (!selfClosing) state.open = element
  return end
}

function closeElement(state: State, start: number): number {
  const { open } = state
  const tag = readEndTag(state.xml, start)
  if (open === null || open.name !== tag.name || open.prefix !== tag.prefix) {
    throw new XmlError('end tag that closes nothing', start)
  }
  open.end = tag.end
  state.scope.leave(open.declarations)
  state.meter.close()
  state.open = open.parent
  return tag.end
}

function normalizeLineEnds(text: string): string {
  // Splitting stays fast when every second character is a line end; replacing does not.
  return text.includes('\r') ? text.split('\r\n').join('\n').split('\r').join('\n') : text
}
