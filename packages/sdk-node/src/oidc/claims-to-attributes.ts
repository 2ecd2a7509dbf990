import type { Identity } from '../model/identity.ts'

/** About the token, not about the person, or a token itself. */
const protocolClaims: ReadonlySet<string> = new Set([
  'iss',
  'aud',
  'azp',
  'exp',
  'iat',
  'nbf',
  'jti',
  'nonce',
  'at_hash',
  'c_hash',
  's_hash',
  // May hold access tokens.
  '_claim_sources',
])

/**
 * Claims as lists of text, by name. Text is trimmed, numbers and booleans are written out, lists are kept as lists, objects
 * become JSON (Keycloak's `realm_access` is one string); what is empty is left out. Of a claim that comes twice the later
 * source counts.
 */
export function claimsToAttributes(...sources: readonly Readonly<Record<string, unknown>>[]): Identity['attributes'] {
  // No prototype: `__proto__` is a name like any other.
  const attributes = Object.create(null) as Record<string, readonly string[]>
  for (const [name, value] of sources.flatMap((claims) => Object.entries(claims))) {
    const values = protocolClaims.has(name) ? [] : claimToTexts(value)
    if (values.length > 0) attributes[name] = Object.freeze(values)
  }
  return Object.freeze(attributes)
}

/** The values of one claim as text; none when it is empty. */
export function claimToTexts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((one: unknown) => toText(one) ?? [])
}

function toText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  const text = typeof value === 'string' ? value.trim() : JSON.stringify(value)
  return text === '' ? null : text
}
