import type { Attribute } from './assertion.ts'

/** Values of the first of these attributes that has any. Each is looked up by Name, then by FriendlyName. */
export function findValues(attributes: readonly Attribute[], names: readonly string[]): readonly string[] {
  for (const name of names) {
    for (const key of ['name', 'friendlyName'] as const) {
      const values = attributes.filter((attribute) => attribute[key] === name).flatMap((attribute) => attribute.values)
      if (values.length > 0) return values
    }
  }
  return []
}
