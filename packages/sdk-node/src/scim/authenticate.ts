import { AuthError } from '../model/auth-error.ts'
import type { ConnectionRecord } from '../model/connection-record.ts'
import type { OrganizationRecord } from '../model/organization.ts'
import type { ScimScope, ScimToken } from '../model/scim-token.ts'
import type { ScimTokens } from '../ports/scim-store.ts'
import { isTokenForm } from './scim-token-form.ts'

/** What a token opens. */
export interface ScimAccess {
  readonly tokenId: string
  readonly organizationId: string
  readonly connectionId: string
  readonly scopes: readonly ScimScope[]
}

export interface AuthenticateParts {
  readonly tokens: Pick<ScimTokens, 'findByHash' | 'touch'>
  readonly findConnection: (connectionId: string) => Promise<ConnectionRecord | null>
  readonly findOrganization: (organizationId: string) => Promise<OrganizationRecord | null>
  readonly hashToken: (token: string) => string
  readonly now: () => Date
  /** Hears that a use could not be noted. */
  readonly onTouchFailure: (error: unknown) => void
}

const minuteMs = 60_000

/**
 * Whose client it is, from the `Authorization` header. Looked up by the token's hash: nothing is compared with what somebody sent.
 *
 * @throws AuthError SCIM_UNAUTHORIZED, the same whatever is wrong
 * @see RFC 6750, section 2.1
 */
export type Authenticate = (authorization: string | null) => Promise<ScimAccess>

export function createAuthenticate(parts: AuthenticateParts): Authenticate {
  const { tokens, hashToken, now } = parts
  /** Being noted at the moment. */
  const touching = new Set<string>()
  const touch = ({ id, lastUsedAt }: ScimToken, at: Date): void => {
    if (touching.has(id) || (lastUsedAt !== null && at.getTime() - lastUsedAt.getTime() < minuteMs)) return
    touching.add(id)
    // Nobody waits for it, and nobody is refused because of it.
    tokens
      .touch(id, at)
      .catch(parts.onTouchFailure)
      .finally(() => touching.delete(id))
  }
  return async (authorization) => {
    const text = /^bearer +(\S+) *$/i.exec(authorization ?? '')?.[1]
    const token = text !== undefined && isTokenForm(text) ? await tokens.findByHash(hashToken(text)) : null
    const at = now()
    const refusal = token === null ? 'one of ours' : await findRefusal(token, at, parts)
    if (token === null || refusal !== null)
      throw new AuthError('SCIM_UNAUTHORIZED', `wanted a bearer token: ${refusal ?? 'one of ours'}`)
    touch(token, at)
    const { id, organizationId, connectionId, scopes } = token
    return { tokenId: id, organizationId, connectionId, scopes }
  }
}

/** What was wanted; null: everything is as it should be. */
async function findRefusal(
  { expiresAt, connectionId, organizationId }: ScimToken,
  at: Date,
  { findConnection, findOrganization }: AuthenticateParts,
): Promise<string | null> {
  if (expiresAt !== null && expiresAt <= at)
    return `one that has not expired, this one has at ${expiresAt.toISOString()}`
  const [connection, organization] = await Promise.all([findConnection(connectionId), findOrganization(organizationId)])
  if (connection?.organizationId !== organizationId) return `one of a connection of '${organizationId}'`
  if (connection.status !== 'active') return `one of an active connection, '${connectionId}' is ${connection.status}`
  if (connection.provisioning.mode !== 'scim')
    return `one of a connection with provisioning mode scim, that of '${connectionId}' is ${connection.provisioning.mode}`
  if (organization === null || organization.parentId !== null)
    return `one of a main organization, '${organizationId}' is none`
  return null
}
