import { randomUUID } from 'node:crypto'
import { AuthError } from '../model/auth-error.ts'
import type { Group } from '../model/group.ts'
import type { Visit } from './admission-visit.ts'

/**
 * The connection's group of that name, made when it is new. Of many sign-ins that bring the same new name, one makes it.
 *
 * @param userId who brings it; null: the person is nobody yet.
 * @throws AuthError WRITE_CONFLICT
 */
export async function getSentGroup(name: string, userId: string | null, visit: Visit): Promise<Group> {
  const { organization, connection, store, drafts, now } = visit
  const find = async (): Promise<Group | null> => store.groups.findByName(organization.id, connection.id, name)
  const known = await find()
  if (known !== null) return known
  const group: Group = {
    id: randomUUID(),
    organizationId: organization.id,
    connectionId: connection.id,
    externalId: null,
    name,
    source: 'jit',
    scimAttributes: null,
    createdAt: now,
    updatedAt: now,
    version: 1,
  }
  if (await store.groups.insert(group, [drafts.groupCreated(group, userId)])) return group
  const made = await find()
  if (made !== null) return made
  throw new AuthError('WRITE_CONFLICT', `group '${name}' could neither be inserted nor found`)
}
