import type { TagAttribute } from './read-tag.ts'
import type { XmlAttribute } from './xml-element.ts'
import { XmlError } from './xml-error.ts'

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace'
const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/'

/** Which prefix stands for which URI at the place the parser has reached. */
export interface NamespaceScope {
  /** Takes the declarations of a start tag into force. */
  readonly enter: (attributes: readonly TagAttribute[], offset: number) => ReadonlyMap<string, string>
  /** Puts out of force what `enter` answered. */
  readonly leave: (declarations: ReadonlyMap<string, string>) => void
  /** URI of an element's prefix. */
  readonly resolve: (prefix: string, offset: number) => string
  /** The attributes of a start tag that declare nothing, resolved. */
  readonly resolveAttributes: (attributes: readonly TagAttribute[], offset: number) => readonly XmlAttribute[]
}

/** Exclusive C14N prints a namespace again wherever it is used. */
const maxUriLength = 256

const none: ReadonlyMap<string, string> = new Map()

/** One stack for each prefix, so that a lookup costs the same at every depth. */
export function createNamespaceScope(inScope: ReadonlyMap<string, string>, maxDeclarations: number): NamespaceScope {
  const stacks = new Map<string, string[]>([['xml', [xmlNamespace]]])
  for (const [prefix, uri] of inScope) stacks.set(prefix, [uri])
  let inForce = 0

  const resolve = (prefix: string, offset: number): string => {
    const uri = stacks.get(prefix)?.at(-1)
    if (uri !== undefined) return uri
    if (prefix === '') return ''
    throw new XmlError('prefix that is not declared', offset)
  }

  return {
    enter: (attributes, offset) => {
      const declarations = readDeclarations(attributes, offset)
      inForce += declarations.size
      if (inForce > maxDeclarations) throw new XmlError(`more than ${maxDeclarations} namespace declarations`, offset)
      for (const [prefix, uri] of declarations) {
        const stack = stacks.get(prefix)
        if (stack === undefined) stacks.set(prefix, [uri])
        else stack.push(uri)
      }
      return declarations
    },
    leave: (declarations) => {
      inForce -= declarations.size
      for (const prefix of declarations.keys()) stacks.get(prefix)?.pop()
    },
    resolve,
    resolveAttributes: (attributes, offset) => {
      const resolved: XmlAttribute[] = []
      for (const attribute of attributes) {
        if (isDeclaration(attribute)) continue
        const { prefix, name, value } = attribute
        // The default namespace is not for attributes: Namespaces in XML section 6.2.
        resolved.push({ prefix, name, namespace: prefix === '' ? '' : resolve(prefix, offset), value })
      }
      checkDistinct(resolved, offset)
      return resolved
    },
  }
}

function isDeclaration(attribute: TagAttribute): boolean {
  return attribute.prefix === 'xmlns' || (attribute.prefix === '' && attribute.name === 'xmlns')
}

function readDeclarations(attributes: readonly TagAttribute[], offset: number): ReadonlyMap<string, string> {
  if (!attributes.some(isDeclaration)) return none
  const declarations = new Map<string, string>()
  for (const attribute of attributes) {
    if (!isDeclaration(attribute)) continue
    const prefix = attribute.prefix === '' ? '' : attribute.name
    checkDeclaration(prefix, attribute.value, offset)
    declarations.set(prefix, attribute.value)
  }
  return declarations
}

/** @see Namespaces in XML 1.0 sections 2.2 and 3; canonical XML refuses relative URIs. */
function checkDeclaration(prefix: string, uri: string, offset: number): void {
  if (prefix === 'xmlns' || uri === xmlnsNamespace) throw new XmlError('xmlns may not be declared', offset)
  if ((prefix === 'xml') !== (uri === xmlNamespace)) throw new XmlError('xml is bound to one namespace', offset)
  if (uri === '' && prefix === '') return
  if (uri.length > maxUriLength) throw new XmlError(`namespace longer than ${maxUriLength}`, offset)
  // Quotes and brackets are no URI characters, and canonicalizers have written them out unescaped.
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:[^\s"'<>&]*$/.test(uri))
    throw new XmlError('namespace that is no absolute URI', offset)
}

function checkDistinct(attributes: readonly XmlAttribute[], offset: number): void {
  const prefixed = attributes.length < 2 ? attributes : attributes.filter((each) => each.prefix !== '')
  if (prefixed.length < 2) return
  const seen = new Set(prefixed.map((each) => `${each.namespace} ${each.name}`))
  if (seen.size !== prefixed.length) throw new XmlError('attribute given twice under two prefixes', offset)
}
