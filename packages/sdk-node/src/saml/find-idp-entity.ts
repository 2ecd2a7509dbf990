import { findAttribute } from '../xml/find-attribute.ts'
import { findChildren } from '../xml/find-children.ts'
import type { XmlElement } from '../xml/xml-element.ts'
import { metadataInvalid } from './metadata-invalid.ts'
import { metadataNames } from './metadata-names.ts'
import { namespaces } from './saml-uris.ts'

/** An entity and its role as a SAML 2.0 identity provider. */
export interface IdpEntity {
  readonly entity: XmlElement
  readonly descriptor: XmlElement
}

/** Finds the one identity provider of a metadata document, or the one of that entity ID. */
export function findIdpEntity(root: XmlElement, entityId: string | null): IdpEntity {
  const found = listEntities(root).flatMap((entity) => {
    const descriptor = findChildren(entity, metadataNames.namespace, 'IDPSSODescriptor').find(speaksSaml2)
    return descriptor === undefined ? [] : [{ entity, descriptor }]
  })
  const ids = found.map(({ entity }) => findAttribute(entity, 'entityID') ?? '')
  if (found.length === 0) throw metadataInvalid('wanted an IDPSSODescriptor for SAML 2.0, got none')
  if (ids.includes('')) throw metadataInvalid('entityID: wanted one on each EntityDescriptor, got none')
  const [first, ...more] = entityId === null ? found : found.filter((_, index) => ids[index] === entityId)
  const wanted = entityId === null ? 'one identity provider, or an entity ID to pick by' : `one entity '${entityId}'`
  if (first === undefined || more.length > 0) throw metadataInvalid(`wanted ${wanted}, got ${summarize(ids)}`)
  return first
}

function speaksSaml2(descriptor: XmlElement): boolean {
  const protocols = findAttribute(descriptor, 'protocolSupportEnumeration') ?? ''
  return protocols.split(/\s+/).includes(namespaces.samlp)
}

function listEntities(root: XmlElement): readonly XmlElement[] {
  if (root.namespace === metadataNames.namespace && root.name === 'EntityDescriptor') return [root]
  if (root.namespace === metadataNames.namespace && root.name === 'EntitiesDescriptor')
    return root.children.flatMap(listEntities)
  if (root.parent !== null) return []
  throw metadataInvalid(`wanted EntityDescriptor or EntitiesDescriptor, got {${root.namespace}}${root.name}`)
}

/** A federation has thousands. */
function summarize(ids: readonly string[]): string {
  const shown = ids.slice(0, 5).join(', ')
  return ids.length > 5 ? `${ids.length}: ${shown}, …` : shown
}
