import { AuthError } from '../model/auth-error.ts'
import type { User } from '../model/user.ts'
import type { ScimUserDraft } from '../ports/scim-directory.ts'
import type { UniqueField } from './admission-visit.ts'
import { findByField } from './find-match.ts'
import { scimConflict, scimNames } from './scim-conflict.ts'
import type { ScimRealm } from './scim-realm.ts'

const fields: readonly UniqueField[] = ['username', 'externalId', 'email']

/**
 * Who is there already without SCIM and is meant by what a client sends: by username, external id or address, in the organization, else in
 * one of its subs. The care is that of a sign-in: nobody whom a SCIM client keeps already, nobody whose address other connections serve,
 * nobody who signs in by others only with an address of which this one cannot speak, and never a guess.
 *
 * @param organizationIds the organization first.
 * @throws AuthError SCIM_CONFLICT
 */
export async function findScimMatch(
  draft: ScimUserDraft,
  organizationIds: readonly string[],
  realm: ScimRealm,
): Promise<User | null> {
  let match: { readonly user: User; readonly field: UniqueField } | null = null
  for (const field of fields) {
    const value = draft[field]
    const user = value === null ? null : await findIn(organizationIds, field, value, realm)
    if (user === null || value === null) continue
    if (match !== null && match.user.id !== user.id) throw ambiguous([match.field, field])
    await checkMayTakeOver(user, field, value, realm)
    match ??= { user, field }
  }
  return match?.user ?? null
}

async function findIn(
  [mainId = '', ...subIds]: readonly string[],
  field: UniqueField,
  value: string,
  { store: { users } }: ScimRealm,
): Promise<User | null> {
  const own = await findByField(users, mainId, field, value)
  if (own !== null) return own
  const held = await Promise.all(subIds.map(async (id) => findByField(users, id, field, value)))
  const found = held.filter((user) => user !== null)
  if (found.length > 1) throw ambiguous([field])
  return found[0] ?? null
}

async function checkMayTakeOver(user: User, field: UniqueField, value: string, realm: ScimRealm): Promise<void> {
  const domain = user.email?.slice(user.email.lastIndexOf('@') + 1) ?? null
  const isOthers = user.scimConnectionId !== null || (domain !== null && (await realm.isServedByOthers(domain)))
  if (isOthers || !(await isReachable(user, domain, realm))) throw scimConflict(scimNames[field], value)
}

/** Who signs in by other connections alone, the identity service or a partner's, is theirs, unless their address is ours to give. */
async function isReachable(user: User, domain: string | null, realm: ScimRealm): Promise<boolean> {
  const links = await realm.store.users.listLinks(user.organizationId, user.id)
  if (links.length === 0 || links.some(({ connectionId }) => connectionId === realm.connectionId)) return true
  return domain !== null && realm.mayVouchFor(domain)
}

function ambiguous(names: readonly UniqueField[]): AuthError {
  const told = names.map((name) => scimNames[name]).join(' and ')
  return new AuthError('SCIM_CONFLICT', `${told}: wanted those of one user, got those of two`)
}
