import type { Connection } from '../model/connection.ts'
import type { Identity } from '../model/identity.ts'
import type { Outside } from '../ports/outside.ts'
import type { AskGraph } from './entra/ask-graph.ts'
import { groupsIncomplete } from './entra/groups-incomplete.ts'

/**
 * The identity with all of its groups, asked of Microsoft Graph where the identity provider sent a link instead and the
 * connection says so (`groupOverage`): whoever came in with a part of their groups would silently lose roles.
 *
 * @throws AuthError LOGIN_GROUPS_INCOMPLETE
 */
export type CompleteGroups = (identity: Identity, connection: Connection, outside: Outside) => Promise<Identity>

/** Nothing of Graph is loaded before somebody has too many groups. */
export function createCompleteGroups(): CompleteGroups {
  let loading: Promise<AskGraph> | null = null
  return async (identity, connection, outside) => {
    if (identity.groupsComplete) return identity
    const { groupOverage } = connection
    if (groupOverage === 'refuse')
      throw groupsIncomplete("wanted all groups, got a link instead of them (and groupOverage is 'refuse')")
    loading ??= import('./entra/ask-graph.ts').then(({ createAskGraph }) => createAskGraph())
    const askGraph = await loading
    const groups = await askGraph(identity, { connectionId: connection.id, ...groupOverage }, outside)
    return Object.freeze({ ...identity, groups, groupsComplete: true })
  }
}
