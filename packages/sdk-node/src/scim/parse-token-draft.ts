import { AuthError } from '../model/auth-error.ts'
import { toRequestInvalid } from '../model/request-invalid.ts'
import type { ScimScope } from '../model/scim-token.ts'

const allScopes: readonly ScimScope[] = Object.freeze(['users:read', 'users:write', 'groups:read', 'groups:write'])
const maxNameLength = 100

/** A draft that was checked, complete. */
export interface ParsedTokenDraft {
  readonly name: string | null
  readonly scopes: readonly ScimScope[]
  readonly expiresAt: Date | null
}

/** @throws AuthError REQUEST_INVALID */
export function parseTokenDraft(draft: unknown, now: Date): ParsedTokenDraft {
  if (draft === undefined) return { name: null, scopes: allScopes, expiresAt: null }
  if (typeof draft !== 'object' || draft === null) throw toRequestInvalid('the token', 'an object', draft)
  const { name = null, scopes = allScopes, expiresAt = null, ...others } = draft as Readonly<Record<string, unknown>>
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw toRequestInvalid('the token', 'name, scopes and expiresAt', unknown)
  return { name: parseName(name), scopes: parseScopes(scopes), expiresAt: parseExpiry(expiresAt, now) }
}

function parseName(name: unknown): string | null {
  if (name === null) return null
  const isName = typeof name === 'string' && name.trim() !== '' && name.length <= maxNameLength
  if (!isName || /[\p{Cc}\p{Surrogate}]/u.test(name))
    throw toRequestInvalid('name', `text of 1 to ${maxNameLength} characters, or null`, name)
  return name.trim()
}

function parseScopes(scopes: unknown): readonly ScimScope[] {
  const given: readonly unknown[] = Array.isArray(scopes) ? scopes : []
  // In one order, each once.
  const known = allScopes.filter((scope) => given.includes(scope))
  if (known.length === 0 || known.length !== given.length)
    throw toRequestInvalid('scopes', `one or more of ${allScopes.join(', ')}, each once`, scopes)
  return known
}

function parseExpiry(expiresAt: unknown, now: Date): Date | null {
  if (expiresAt === null) return null
  if (!(expiresAt instanceof Date) || Number.isNaN(expiresAt.getTime()))
    throw toRequestInvalid('expiresAt', 'a Date or null', expiresAt)
  if (expiresAt <= now)
    throw new AuthError(
      'REQUEST_INVALID',
      `expiresAt: wanted a moment after ${now.toISOString()}, got ${expiresAt.toISOString()}`,
    )
  return expiresAt
}
