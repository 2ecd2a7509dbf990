import type { Domain } from '../model/domain.ts'

/** What leads from a domain to connections. */
export type DomainEntry = Pick<Domain, 'organizationId' | 'connectionIds' | 'includeSubdomains'>

/** Verified domains in memory. */
export interface DomainIndex {
  readonly size: () => number
  /** About what it takes, when no two domains are of one organization. */
  readonly bytes: () => number
  /** The entry that serves a name: its own, else that of the longest name above it with subdomains. */
  readonly find: (name: string) => DomainEntry | null
  readonly put: (name: string, entry: DomainEntry) => void
  readonly remove: (name: string) => void
}

/** Most domains say nothing but whose they are: then the id is all that is kept. Of a million entries, each object counts. */
type Kept = string | DomainEntry

/**
 * A lookup is one read of a Map. Domains with their subdomains have a Map of their own: they are few, so the names above are looked
 * for in a small one, which stays in the processor's cache when the other does not.
 */
export function createDomainIndex(): DomainIndex {
  const kept = new Map<string, Kept>()
  const wide = new Map<string, DomainEntry>()
  let textBytes = 0
  const count = (name: string, entry: Kept, sign: 1 | -1): void => {
    textBytes += sign * (bytesOf(name) + bytesOf(typeof entry === 'string' ? entry : entry.organizationId))
  }
  const remove = (name: string): void => {
    const entry = kept.get(name) ?? wide.get(name)
    if (entry === undefined) return
    kept.delete(name)
    wide.delete(name)
    count(name, entry, -1)
  }
  const findWide = (name: string): DomainEntry | null => {
    let found = wide.get(name)
    // As `findParents`, without a generator: this is every lookup of an unknown name.
    for (let dot = name.indexOf('.'); found === undefined && dot !== -1; dot = name.indexOf('.', dot + 1)) {
      if (!name.includes('.', dot + 1)) return null
      found = wide.get(name.slice(dot + 1))
    }
    return found ?? null
  }
  return Object.freeze({
    size: () => kept.size + wide.size,
    bytes: () => textBytes + tableBytes(kept.size) + tableBytes(wide.size),
    find: (name) => {
      const entry = kept.get(name)
      if (entry === undefined) return wide.size > 0 ? findWide(name) : null
      return typeof entry === 'string' ? plain(entry) : entry
    },
    put: (name, entry) => {
      remove(name)
      if (entry.includeSubdomains) wide.set(name, toEntry(entry))
      else kept.set(name, toKept(entry))
      count(name, entry, 1)
    },
    remove,
  } satisfies DomainIndex)
}

function toKept(entry: DomainEntry): Kept {
  return entry.connectionIds === null ? entry.organizationId : toEntry(entry)
}

function toEntry({ organizationId, connectionIds, includeSubdomains }: DomainEntry): DomainEntry {
  return { organizationId, connectionIds, includeSubdomains }
}

function plain(organizationId: string): DomainEntry {
  return { organizationId, connectionIds: null, includeSubdomains: false }
}

/** V8 keeps a text of ASCII as a header of 16 bytes and its characters, in steps of eight. */
function bytesOf(text: string): number {
  return 16 + Math.ceil(text.length / 8) * 8
}

/** V8's table has room for a power of two: 24 bytes for an entry, and half a word to find it by. */
function tableBytes(size: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(size, 4))) * 28
}
