import type { Origin } from '../model/draft-event.ts'
import type { ScimDirectory } from '../ports/scim-directory.ts'
import { createScimGroups } from './scim-groups.ts'
import type { ScimRealm } from './scim-realm.ts'
import { createScimUsers } from './scim-users.ts'

/** Whose client it is, and where the request comes from. */
export interface ScimDirectoryOptions extends Omit<ScimRealm, 'writer'> {
  readonly origin: Origin
}

/**
 * What one connection's SCIM client keeps of the directory. Everything it writes is told with it as the actor, and nothing of others is
 * within its reach.
 */
export function createScimDirectory({ origin, ...options }: ScimDirectoryOptions): ScimDirectory {
  const { connectionId } = options
  const realm = { ...options, writer: { actor: { type: 'scim', id: connectionId }, origin, connectionId } } as const
  return Object.freeze({ users: createScimUsers(realm), groups: createScimGroups(realm) })
}
