import { AuthError } from '../model/auth-error.ts'
import type { ScimScope } from '../model/scim-token.ts'

/** @throws AuthError SCIM_FORBIDDEN */
export function checkScope(wanted: ScimScope, scopes: readonly ScimScope[]): void {
  if (!scopes.includes(wanted))
    throw new AuthError(
      'SCIM_FORBIDDEN',
      `wanted a token with the scope ${wanted}, it has ${scopes.join(', ') || 'none'}`,
    )
}
