import type { Identity } from '../../model/identity.ts'
import { groupsIncomplete } from './groups-incomplete.ts'

const claims = 'http://schemas.microsoft.com/identity/claims'
const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * The person's id in the tenant, as the identity provider proved it. A person of another tenant must not be looked up in
 * this one.
 *
 * @throws AuthError LOGIN_GROUPS_INCOMPLETE
 */
export function getObjectId({ attributes }: Identity, tenantId: string): string {
  const valuesOf = (...names: readonly string[]): readonly string[] => [
    ...new Set(names.flatMap((name) => attributes[name] ?? []).map((value) => value.toLowerCase())),
  ]
  for (const tenant of valuesOf('tid', `${claims}/tenantid`))
    if (tenant !== tenantId)
      throw groupsIncomplete(`wanted a person of the tenant '${tenantId}', got '${tenant.slice(0, 64)}'`)
  const [objectId = '', ...more] = valuesOf('oid', `${claims}/objectidentifier`)
  if (more.length === 0 && guid.test(objectId)) return objectId
  const got = objectId === '' ? 'none' : `'${[objectId, ...more].join(', ').slice(0, 64)}'`
  throw groupsIncomplete(`wanted one object id (oid or ${claims}/objectidentifier), got ${got}`)
}
