import type { Domain } from '../model/domain.ts'
import { findParents } from './find-parents.ts'

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

/** A lookup is one read of a Map. The names above are only walked while some domain includes its subdomains. */
export function createDomainIndex(): DomainIndex {
  const kept = new Map<string, Kept>()
  let wide = 0
  let textBytes = 0
  const count = (name: string, entry: Kept, sign: 1 | -1): void => {
    textBytes += sign * (bytesOf(name) + bytesOf(typeof entry === 'string' ? entry : entry.organizationId))
    if (isWide(entry)) wide += sign
  }
  const remove = (name: string): void => {
    const entry = kept.get(name)
    if (entry === undefined) return
    kept.delete(name)
    count(name, entry, -1)
  }
  const findAbove = (name: string): Kept | undefined => {
    for (const parent of findParents(name)) {
      const entry = kept.get(parent)
      if (isWide(entry)) return entry
    }
    return undefined
  }
  return Object.freeze({
    size: () => kept.size,
    bytes: () => textBytes + tableBytes(kept.size),
    find: (name) => {
      const entry = kept.get(name) ?? (wide > 0 ? findAbove(name) : undefined)
      if (entry === undefined) return null
      return typeof entry === 'string' ? plain(entry) : entry
    },
    put: (name, given) => {
      remove(name)
      const entry = toKept(given)
      kept.set(name, entry)
      count(name, entry, 1)
    },
    remove,
  } satisfies DomainIndex)
}

function toKept({ organizationId, connectionIds, includeSubdomains }: DomainEntry): Kept {
  if (connectionIds === null && !includeSubdomains) return organizationId
  return { organizationId, connectionIds, includeSubdomains }
}

function plain(organizationId: string): DomainEntry {
  return { organizationId, connectionIds: null, includeSubdomains: false }
}

function isWide(entry: Kept | undefined): boolean {
  return typeof entry === 'object' && entry.includeSubdomains
}

/** V8 keeps a text of ASCII as a header of 16 bytes and its characters, in steps of eight. */
function bytesOf(text: string): number {
  return 16 + Math.ceil(text.length / 8) * 8
}

/** V8's table has room for a power of two: 24 bytes for an entry, and half a word to find it by. */
function tableBytes(size: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(size, 4))) * 28
}
