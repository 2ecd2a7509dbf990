import type { JsonObject } from '../model/json.ts'
import type { Endpoint, Site } from './endpoint.ts'
import type { Filter } from './filter.ts'
import { findPath } from './find-attribute.ts'
import { findLookups, type Lookup } from './find-lookups.ts'
import { mentions } from './find-mentioned.ts'
import { matchPatiently } from './match-patiently.ts'
import type { Selector } from './select-attributes.ts'
import type { Source } from './source.ts'
import type { Stored } from './to-resource.ts'

/** What a list of one endpoint is asked for. */
export interface Question {
  readonly filter: Filter | null
  readonly sortBy: string | null
  readonly selector: Selector
}

/** The resources of one endpoint, as a question about them wants them. */
export function createSource<R extends Stored>(endpoint: Endpoint<R>, question: Question, site: Site): Source<R> {
  const { filter, sortBy, selector } = question
  const { directory } = site
  const lookups = filter === null ? null : findLookups(filter, endpoint.schema.resource)
  const sortKey = sortBy === null ? null : findTopLevelName(sortBy, endpoint)
  return {
    list: async (slice) => endpoint.list(slice, directory),
    count: async () => endpoint.count(directory),
    findMany: async (ids) => endpoint.findMany(ids, directory),
    keyOf: ({ id }) => id,
    findCandidates: lookups === null ? null : async () => findAll(lookups, endpoint, site),
    match: filter === null ? null : async (resources) => matchAll(endpoint, filter, resources, site),
    toSortKeys: async (resources) => {
      const shown = await endpoint.show(resources, (name) => name === sortKey, site)
      return shown.map((resource) => pick(resource, sortKey))
    },
    show: async (resources) => {
      const shown = await endpoint.show(resources, selector.wants, site)
      return shown.map((resource) => selector.select(resource))
    },
  }
}

/** Where members are looked at, few groups at a time: each may have many, and nobody keeps them. */
const groupsAtOnce = 10

async function matchAll<R extends Stored>(
  endpoint: Endpoint<R>,
  filter: Filter,
  resources: readonly R[],
  site: Site,
): Promise<readonly R[]> {
  const step = mentions(filter, 'members') ? groupsAtOnce : Math.max(1, resources.length)
  const matching: R[] = []
  for (let start = 0; start < resources.length; start += step) {
    const some = resources.slice(start, start + step)
    matching.push(...(await matchPatiently(filter, some, await endpoint.showTo(filter, some, site))))
  }
  return matching
}

async function findAll<R extends Stored>(
  lookups: readonly Lookup[],
  endpoint: Endpoint<R>,
  { directory }: Site,
): Promise<readonly R[]> {
  const found = await Promise.all(lookups.map(async (lookup) => endpoint.lookUp(lookup, directory)))
  const unique = [...new Map(found.flat().map((resource) => [resource.id, resource])).values()]
  return unique.toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** The attribute of the resource, or the extension, in which the path is. */
function findTopLevelName<R extends Stored>(sortBy: string, { schema }: Endpoint<R>): string | null {
  const path = findPath(sortBy, schema)
  return path === null ? null : (path.extension ?? path.attribute.name)
}

/** All that is kept of a resource while the others are looked at. */
function pick(resource: JsonObject, name: string | null): JsonObject {
  const value = name === null ? undefined : resource[name]
  return name === null || value === undefined ? {} : { [name]: value }
}
