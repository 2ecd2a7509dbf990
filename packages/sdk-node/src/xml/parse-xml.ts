import { createNamespaceScope, type NamespaceScope } from './namespace-scope.ts'
import { readEndTag, readTag } from './read-tag.ts'
import { resolveReferences } from './resolve-references.ts'
import type { XmlBudget } from './xml-budget.ts'
import { findIllegalChar } from './xml-chars.ts'
import { skipXmlDeclaration } from './xml-declaration.ts'
import type { XmlElement } from './xml-element.ts'
import { XmlError } from './xml-error.ts'

type Draft = { -readonly [K in keyof XmlElement]: XmlElement[K] } & { children: Draft[]; parent: Draft | null }

interface Limit {
  readonly maxChildren: number
  /** The count of all elements at which this one, or one around it, is over budget. */
  readonly maxElements: number
}

interface State {
  readonly xml: string
  readonly budget: XmlBudget
  readonly scope: NamespaceScope
  /** The element whose end tag comes next. */
  open: Draft | null
  root: Draft | null
  elements: number
  /** One for the document and one for each open element. */
  readonly limits: Limit[]
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
 */
export function parseXml(xml: string, budget: XmlBudget, inScope: ReadonlyMap<string, string> = none): XmlElement {
  const illegal = findIllegalChar(xml)
  if (illegal !== -1) throw new XmlError('character that XML does not allow', illegal)
  const state: State = {
    xml,
    budget,
    scope: createNamespaceScope(inScope),
    open: null,
    root: null,
    elements: 0,
    limits: [{ maxChildren: 1, maxElements: budget.maxElements }],
  }
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
  state.open.text += resolveReferences(normalizeLineEnds(raw), from)
}

function addCdata(state: State, start: number): number {
  const { xml, open } = state
  if (!xml.startsWith('<![CDATA[', start)) throw new XmlError('document type', start)
  if (open === null) throw new XmlError('text outside the root element', start)
  const end = xml.indexOf(']]>', start)
  if (end === -1) throw new XmlError('CDATA section without end', start)
  open.text += normalizeLineEnds(xml.slice(start + '<![CDATA['.length, end))
  return end + ']]>'.length
}

function skipComment({ xml, budget }: State, start: number): number {
  if (budget.comments === 'refuse') throw new XmlError('comment', start)
  const end = xml.indexOf('--', start + '<!--'.length)
  if (end === -1 || xml[end + 2] !== '>') throw new XmlError('comment without end', start)
  return end + '-->'.length
}

function openElement(state: State, start: number): number {
  const { xml, budget, scope, open } = state
  if (open === null && state.root !== null) throw new XmlError('second root element', start)
  countElement(state, start)
  const tag = readTag(xml, start, budget.maxAttributes)
  const { prefix, name } = tag.name
  if (prefix === 'xmlns') throw new XmlError('element with the prefix xmlns', start)
  const declarations = scope.enter(tag.attributes, start)
  const element: Draft = {
    name,
    prefix,
    namespace: scope.resolve(prefix, start),
    attributes: scope.resolveAttributes(tag.attributes, start),
    declarations,
    children: [],
    text: '',
    parent: open,
    start,
    end: tag.end,
  }
  if (open === null) state.root = element
  else open.children.push(element)
  if (tag.selfClosing) {
    scope.leave(declarations)
    return tag.end
  }
  state.open = element
  state.limits.push({
    maxChildren: budget.maxChildren(element),
    maxElements: Math.min(state.elements + budget.maxDescendants(element), currentLimit(state).maxElements),
  })
  return tag.end
}

function countElement(state: State, start: number): void {
  const { budget, open, limits } = state
  const { maxChildren, maxElements } = currentLimit(state)
  state.elements += 1
  if (state.elements > maxElements) throw new XmlError('too many elements', start)
  if (limits.length > budget.maxDepth) throw new XmlError(`elements deeper than ${budget.maxDepth}`, start)
  if (open !== null && open.children.length >= maxChildren)
    throw new XmlError(`more than ${maxChildren} children`, start)
}

function currentLimit({ limits }: State): Limit {
  return limits.at(-1) ?? { maxChildren: 0, maxElements: 0 }
}

function closeElement(state: State, start: number): number {
  const { open } = state
  const tag = readEndTag(state.xml, start)
  if (open === null || open.name !== tag.name || open.prefix !== tag.prefix) {
    throw new XmlError('end tag that closes nothing', start)
  }
  open.end = tag.end
  state.scope.leave(open.declarations)
  state.limits.pop()
  state.open = open.parent
  return tag.end
}

function normalizeLineEnds(text: string): string {
  // Splitting stays fast when every second character is a line end; replacing does not.
  return text.includes('\r') ? text.split('\r\n').join('\n').split('\r').join('\n') : text
}
