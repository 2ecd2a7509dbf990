import { AuthError } from '../model/auth-error.ts'
import type { User } from '../model/user.ts'
import type { Users } from '../ports/directory-store.ts'
import type { UniqueField, Visit } from './admission-visit.ts'
import { listFamily } from './families.ts'
import { toCriterion, type Criterion } from './to-criterion.ts'

/**
 * The user whom the match key means: of the connection's organization, else of one of its subs.
 *
 * @throws AuthError USER_CONFLICT when two subs have such a user: whoever guesses gives somebody the account of another.
 */
export async function findMatch(visit: Visit): Promise<User | null> {
  const { identity, connection, organization, store } = visit
  const criterion = toCriterion(identity, connection.provisioning)
  const own = await findIn(organization.id, criterion, visit)
  if (own !== null || criterion.value === null) return own
  const { ids } = await listFamily(store, organization.id)
  const found: User[] = []
  for (const id of ids.filter((each) => each !== organization.id)) {
    const user = await findIn(id, criterion, visit)
    if (user !== null) found.push(user)
  }
  if (found.length > 1)
    throw new AuthError(
      'USER_CONFLICT',
      `wanted one user with that ${criterion.field} in the sub-organizations, got ${found.map(({ id }) => id).join(' and ')}`,
    )
  return found[0] ?? null
}

async function findIn(
  organizationId: string,
  { field, value }: Criterion,
  { store: { users }, connection }: Visit,
): Promise<User | null> {
  if (value === null) return null
  const user = await findByField(users, organizationId, field, value)
  // Stores compare usernames in any case.
  const isMeant = field !== 'username' || !connection.provisioning.caseSensitive || user?.username === value
  return isMeant ? user : null
}

/** The user of that organization who has it. */
export async function findByField(
  users: Users,
  organizationId: string,
  field: UniqueField,
  value: string,
): Promise<User | null> {
  switch (field) {
    case 'email':
      return users.findByEmail(organizationId, value)
    case 'username':
      return users.findByUsername(organizationId, value)
    case 'externalId':
      return users.findByExternalId(organizationId, value)
  }
}
