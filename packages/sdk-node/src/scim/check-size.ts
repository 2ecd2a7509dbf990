import { AuthError } from '../model/auth-error.ts'
import type { JsonObject } from '../model/json.ts'

/** A body may hold a thousand resources; one of that size would be read again with every list, and told with every change. */
const maxBytes = 64 * 1024

/** Refuses attributes that are too large to keep. @throws AuthError SCIM_VALUE_INVALID */
export function checkSize(attributes: JsonObject): void {
  const bytes = Buffer.byteLength(JSON.stringify(attributes))
  if (bytes > maxBytes)
    throw new AuthError('SCIM_VALUE_INVALID', `wanted at most ${maxBytes} bytes of attributes as JSON, got ${bytes}`)
}
