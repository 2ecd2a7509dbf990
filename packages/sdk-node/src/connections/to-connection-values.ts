import { createHash } from 'node:crypto'
import { toCanonicalJson } from '../model/canonical-json.ts'
import type { ConnectionRecord } from '../model/connection-record.ts'
import type { Json } from '../model/json.ts'
import type { ConnectionValues } from '../model/event.ts'
import type { Settings } from './take-settings.ts'

/** Longer ones are told by their SHA-256: an event is a line of a log, and metadata has up to a megabyte. */
const maxValue = 512
/** Of all settings together. Old and new fit into an event of 8 kB. */
const maxSettings = 3000

/** What an event tells of a connection. */
export function toConnectionValues(record: ConnectionRecord): ConnectionValues {
  const { name, type, preset, status, settings, provisioning } = record
  return { name, type, preset, status, settings: shortenSettings(settings), provisioning }
}

/** Only what differs; null: nothing does. */
export function findValueChanges(
  before: ConnectionRecord,
  after: ConnectionRecord,
): { readonly old: Partial<ConnectionValues>; readonly new: Partial<ConnectionValues> } | null {
  const [old, next] = [before, after].map(({ settings, ...rest }, index) => {
    const other = (index === 0 ? after : before).settings
    const changed = Object.entries(settings).filter(([name, value]) => !isSame(value, other[name]))
    return toConnectionValues({ ...rest, settings: Object.fromEntries(changed) })
  }) as [ConnectionValues, ConnectionValues]
  const names = (Object.keys(next) as (keyof ConnectionValues)[]).filter((name) => !isSame(old[name], next[name]))
  if (names.length === 0) return null
  const pick = (values: ConnectionValues): Partial<ConnectionValues> =>
    Object.fromEntries(names.map((name) => [name, values[name]]))
  return { old: pick(old), new: pick(next) }
}

/** True when both are the same value, whatever the order of their members. Absent is not null. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === undefined || other === undefined) return one === other
  return toCanonicalJson(one) === toCanonicalJson(other)
}

function shortenSettings(settings: Settings): Settings {
  const shortened = Object.entries(settings).map(([name, value]): [string, Json] => [name, shorten(value)])
  // The longest first, until they fit.
  const byLength = shortened.toSorted(([, one], [, other]) => lengthOf(other) - lengthOf(one)).map(([name]) => name)
  const result = Object.fromEntries(shortened)
  for (const name of byLength) {
    if (lengthOf(result) <= maxSettings) break
    result[name] = toDigest(settings[name] ?? null)
  }
  return result
}

/** Certificates in a list and in a key pair each by their own digest, so that one that was added is seen. */
function shorten(value: Json): Json {
  if (typeof value === 'string') return value.length > maxValue ? toDigest(value) : value
  if (Array.isArray(value)) return value.map((one: Json) => shorten(one))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value as Settings).map(([name, member]) => [name, shorten(member)]))
}

function toDigest(value: Json): string {
  const text = typeof value === 'string' ? value : toCanonicalJson(value)
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}

function lengthOf(value: Json | Settings): number {
  return JSON.stringify(value).length
}
