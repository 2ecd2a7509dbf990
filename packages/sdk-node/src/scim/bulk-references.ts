import type { BulkOperation } from './parse-bulk.ts'

const prefix = 'bulkId:'

/** Which `bulkId`s an operation refers to: in its path, or as a whole text anywhere in its data. @see RFC 7644, section 3.7.2 */
export function listReferences({ path, data }: Pick<BulkOperation, 'path' | 'data'>): readonly string[] {
  const found = new Set<string>()
  replaceReferences({ path, data }, (bulkId) => {
    found.add(bulkId)
    return bulkId
  })
  return [...found]
}

/** The same operation with ids in the place of references. */
export function replaceReferences(
  { path, data }: Pick<BulkOperation, 'path' | 'data'>,
  idOf: (bulkId: string) => string,
): Pick<BulkOperation, 'path' | 'data'> {
  const resolve = (text: string): string => (text.startsWith(prefix) ? idOf(text.slice(prefix.length)) : text)
  return { path: path.split('/').map(resolve).join('/'), data: replaceTexts(data, resolve) }
}

function replaceTexts(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === 'string') return replace(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => replaceTexts(item, replace))
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, replaceTexts(item, replace)]))
}

/**
 * Data without what refers to something that is not there yet: the attribute, or the whole element or complex value that a reference is in.
 *
 * @param isKnown whether there is an id for it
 */
export function dropReferences(data: unknown, isKnown: (bulkId: string) => boolean): unknown {
  const isUnknown = (value: unknown): boolean =>
    typeof value === 'string' && value.startsWith(prefix) && !isKnown(value.slice(prefix.length))
  const drop = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.filter((item) => !isUnknown(item) && !refers(item)).map(drop)
    const kept = Object.entries(value).filter(([, item]) => !isUnknown(item) && !refers(item))
    return Object.fromEntries(kept.map(([name, item]) => [name, drop(item)]))
  }
  const refers = (value: unknown): boolean =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).some(isUnknown)
  return drop(data)
}
