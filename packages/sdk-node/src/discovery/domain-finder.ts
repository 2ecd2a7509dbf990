import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Domain } from '../model/domain.ts'
import type { DomainStore } from '../ports/organization-store.ts'
import { createDomainIndex, type DomainEntry, type DomainIndex } from './domain-index.ts'
import { pickDomain } from './pick-domain.ts'

/** Some milliseconds of work at once: requests come between two pages. */
const pageSize = 500
/** In one query: databases bound its parameters. */
const maxNames = 1000
/** Pause after domains could not be loaded, and between looks at whether there are few enough of them again. */
const againMs = 5000

/** What the finder says of itself. */
export interface DomainReport {
  /** In memory; while there are too many, those there are. */
  readonly domains: number
  /** False while they are being loaded, and when there are too many: then each lookup is a query. */
  readonly complete: boolean
  readonly bytes: number
}

/** Verified domains, from memory where it can be. */
export interface DomainFinder {
  /** What serves a name. @throws AuthError STORE_UNAVAILABLE when only the store could say */
  readonly find: (name: string) => DomainEntry | null | Promise<DomainEntry | null>
  /** Reads these again. */
  readonly reload: (names: readonly string[]) => Promise<void>
  /** Loads all of them again, with the next question. What was known is used only if the store fails meanwhile. */
  readonly startOver: () => void
  readonly report: () => DomainReport
}

/** What it is given. */
export interface DomainFinderOptions {
  readonly maxDomains: number
  readonly elapsedMs: () => number
  readonly failed: (error: unknown) => void
}

/** One attempt to load everything. */
interface Loading {
  readonly index: DomainIndex
  /** Written meanwhile: read again before the index is used. */
  readonly written: Set<string>
}

type DomainSource = Pick<DomainStore, 'findVerified' | 'listVerified' | 'countVerified'>

/** Loads all verified domains in the background of the first question, as long as they are not too many. */
export function createDomainFinder(domains: DomainSource, options: DomainFinderOptions): DomainFinder {
  const { maxDomains, elapsedMs } = options
  let index: DomainIndex | null = null
  let previous: DomainIndex | null = null
  let loading: Loading | null = null
  let tooMany: number | null = null
  let loadAgainAt = -Infinity

  const giveUp = (count: number | null): void => {
    loading = null
    index = null
    tooMany = count
    if (count !== null) previous = null
    loadAgainAt = elapsedMs() + againMs
  }
  const load = async (own: Loading): Promise<void> => {
    const isCurrent = (): boolean => loading === own
    const count = await domains.countVerified()
    if (!isCurrent()) return
    if (count > maxDomains) return giveUp(count)
    const share = createSharing()
    for await (const page of listPages(domains)) {
      if (!isCurrent()) return
      for (const { name, organizationId, connectionIds, includeSubdomains } of page)
        own.index.put(name, { organizationId: share(organizationId), connectionIds, includeSubdomains })
      if (own.index.size() > maxDomains) return giveUp(own.index.size())
    }
    while (isCurrent() && own.written.size > 0) {
      const names = [...own.written]
      own.written.clear()
      await readAgain(names, own.index, domains)
    }
    if (!isCurrent()) return
    index = own.index
    previous = loading = tooMany = null
  }
  const begin = (): void => {
    if (loading !== null || elapsedMs() < loadAgainAt) return
    const own: Loading = { index: createDomainIndex(), written: new Set() }
    loading = own
    load(own).catch((error: unknown) => {
      if (loading === own) giveUp(null)
      options.failed(error)
    })
  }
  const ask = async (name: string): Promise<DomainEntry | null> => {
    try {
      return await pickDomain(name, domains)
    } catch (error) {
      if (previous === null) throw error
      return previous.find(name)
    }
  }
  return Object.freeze({
    find: (name) => {
      if (index !== null) return index.find(name)
      begin()
      return ask(name)
    },
    reload: async (names) => {
      for (const name of names) loading?.written.add(name)
      const known = index
      if (known === null || names.length === 0) return
      await readAgain(names, known, domains)
      if (known.size() > maxDomains && index === known) giveUp(known.size())
    },
    startOver: () => {
      previous = index ?? previous
      index = loading = tooMany = null
      loadAgainAt = -Infinity
    },
    report: () => {
      const known = index ?? loading?.index ?? null
      return { domains: tooMany ?? known?.size() ?? 0, complete: index !== null, bytes: known?.bytes() ?? 0 }
    },
  } satisfies DomainFinder)
}

/** All verified domains. Everybody else gets a turn between two pages. */
async function* listPages(domains: DomainSource): AsyncGenerator<readonly Domain[]> {
  let after: string | undefined
  for (;;) {
    const page = await domains.listVerified({ limit: pageSize, ...(after !== undefined && { after }) })
    yield page
    after = page.at(-1)?.name
    if (after === undefined || page.length < pageSize) return
    await nextTurn()
  }
}

/** One string per organization, however many domains it has: each row came with its own. */
function createSharing(): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const same = known.get(text)
    if (same === undefined) known.set(text, text)
    return same ?? text
  }
}

async function readAgain(names: readonly string[], index: DomainIndex, domains: DomainSource): Promise<void> {
  for (let from = 0; from < names.length; from += maxNames) {
    const some = names.slice(from, from + maxNames)
    const found = new Map((await domains.findVerified(some)).map((domain) => [domain.name, domain]))
    for (const name of some) {
      const domain = found.get(name)
      if (domain === undefined) index.remove(name)
      else index.put(name, domain)
    }
  }
}
