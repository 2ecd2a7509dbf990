import type { Json } from '../model/json.ts'
import type { User } from '../model/user.ts'
import { isKey } from './sql/values.ts'

/** Nobody has so many; a request of a million addresses makes no million rows. */
const maxKeys = 1000

/** Under what addresses a SCIM user is found: all that were sent, in lower case and in their order. */
export function toScimEmailKeys({ scimConnectionId, scimAttributes }: User): readonly string[] {
  const emails = scimConnectionId === null ? undefined : scimAttributes?.['emails']
  if (!Array.isArray(emails)) return []
  const values = (emails as readonly Json[]).map(toValue).filter((value) => value !== null)
  return [...new Set(values.map((value) => value.toLowerCase()))].filter(isKey).slice(0, maxKeys).toSorted()
}

function toValue(email: Json): string | null {
  if (typeof email !== 'object' || email === null || Array.isArray(email)) return null
  const { value } = email as { readonly value?: Json }
  return typeof value === 'string' ? value : null
}
