import type { Identity } from '../../model/identity.ts'
import type { Outside } from '../../ports/outside.ts'
import { fetchGroups } from './fetch-groups.ts'
import { getObjectId } from './get-object-id.ts'
import type { GraphClient } from './graph-client.ts'
import { createGraphTokens } from './graph-tokens.ts'
import { groupsIncomplete } from './groups-incomplete.ts'

/** The object ids of all groups the person is in. @throws AuthError LOGIN_GROUPS_INCOMPLETE */
export type AskGraph = (identity: Identity, client: GraphClient, outside: Outside) => Promise<readonly string[]>

/** Keeps the tokens of the connections that have asked. */
export function createAskGraph(): AskGraph {
  const tokens = createGraphTokens()
  return async (identity, client, outside) => {
    const objectId = getObjectId(identity, client.tenantId)
    const token = await tokens.get(client, outside)
    const groups = await fetchGroups(objectId, token, outside)
    if (groups !== 'token refused') return groups
    // Withdrawn before its time: one that is new says whether it was only that.
    tokens.forget(client, token)
    const again = await fetchGroups(objectId, await tokens.get(client, outside), outside)
    if (again !== 'token refused') return again
    throw groupsIncomplete('Microsoft Graph: wanted 200, got 401 for a new token')
  }
}
