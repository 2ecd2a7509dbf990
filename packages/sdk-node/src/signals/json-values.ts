/** Any JSON object. */
export type Claims = Readonly<Record<string, unknown>>

export function isClaims(value: unknown): value is Claims {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Longer names than any identifier has. */
const maxLength = 1024

/** A text that can be somebody's name. */
export function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= maxLength
}
