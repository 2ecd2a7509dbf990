import type { Json } from '@launchpad-sso/sdk-node'

/** Replaces every `{{name}}` by what was kept under that name. */
export function fillIn<T extends Json>(value: T, kept: ReadonlyMap<string, string>): T {
  return fill(value, kept) as T
}

function fill(value: Json, kept: ReadonlyMap<string, string>): Json {
  if (typeof value === 'string')
    return value.replaceAll(/\{\{(\w+)\}\}/g, (_all, name: string) => {
      const found = kept.get(name)
      if (found === undefined) throw new Error(`nothing was kept as '${name}': an earlier step failed`)
      return found
    })
  if (Array.isArray(value)) return value.map((one) => fill(one, kept))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [fill(name, kept) as string, fill(one, kept)]))
}
