import { AuthError } from '../model/auth-error.ts'
import type { ConnectionRecord } from '../model/connection-record.ts'
import type { OrganizationRecord } from '../model/organization.ts'

/**
 * What SCIM needs of a connection.
 *
 * @param wasScim whether it had SCIM before: one that was deactivated keeps it.
 * @throws AuthError CONNECTION_CONFLICT saying why
 */
export function checkPolicy(record: ConnectionRecord, wasScim: boolean, organization: OrganizationRecord): void {
  if (record.provisioning.mode !== 'scim') return
  const refuse = (why: string): AuthError =>
    new AuthError('CONNECTION_CONFLICT', `provisioning mode 'scim' for connection '${record.id}': ${why}`)
  if (!wasScim && record.status !== 'active') throw refuse(`wanted an active connection, it is '${record.status}'`)
  if (organization.parentId !== null)
    throw refuse(
      `wanted a connection of the main organization '${organization.parentId}', got one of a sub-organization`,
    )
  if (record.type === 'oidc' && record.preset === 'okta')
    throw refuse('Okta has no SCIM for OpenID Connect apps: make the connection SAML')
}
