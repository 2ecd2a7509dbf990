import type { WriteContext } from '../model/write-context.ts'
import type { ConnectionTools } from './connection-tools.ts'
import { createConnection } from './create-connection.ts'
import { exportConnections } from './export-connections.ts'
import { getConnection, getOwner, type FoundConnection } from './get-connection.ts'
import { guideConnection } from './guide-connection.ts'
import { importConnections } from './import-connections.ts'
import { maintain } from './maintain.ts'
import type { ManageConnections, ManagedConnection } from './manage-connections.ts'
import { refreshMetadata } from './refresh-metadata.ts'
import { removeConnection } from './remove-connection.ts'
import { resealConnections } from './reseal-connections.ts'
import { beginKeyRollover, finishKeyRollover } from './roll-keys.ts'
import { activateConnection, deactivateConnection } from './switch-connection.ts'
import { toManagedConnection } from './to-managed-connection.ts'
import { updateConnection } from './update-connection.ts'

type Verb = (
  organizationId: string,
  connectionId: string,
  context: WriteContext | undefined,
  tools: ConnectionTools,
) => Promise<FoundConnection>

/** Connections, managed at run time. */
export function createConnections(tools: ConnectionTools): ManageConnections {
  const shown = (found: FoundConnection): ManagedConnection => toManagedConnection(found, tools)
  const show =
    (verb: Verb): ManageConnections['activate'] =>
    async (organizationId, connectionId, context) =>
      shown(await verb(organizationId, connectionId, context, tools))
  return Object.freeze({
    ...tools.tests,
    create: async (organizationId, draft, context) =>
      shown(await createConnection(organizationId, draft, context, tools)),
    get: async (organizationId, connectionId) => shown(await getConnection(organizationId, connectionId, tools)),
    list: async (organizationId) => {
      const organization = await getOwner(organizationId, tools)
      const records = await tools.store.connections.list(organizationId)
      return records.map((record) => shown({ record, organization }))
    },
    update: async (organizationId, connectionId, changes, context) =>
      shown(await updateConnection(organizationId, connectionId, changes, context, tools)),
    guide: async (organizationId, connectionId) =>
      guideConnection(await getConnection(organizationId, connectionId, tools), tools),
    activate: show(activateConnection),
    deactivate: show(deactivateConnection),
    remove: async (organizationId, connectionId, context) =>
      removeConnection(organizationId, connectionId, context, tools),
    refreshMetadata: show(refreshMetadata),
    beginKeyRollover: show(beginKeyRollover),
    finishKeyRollover: show(finishKeyRollover),
    exportAll: async (organizationId) => exportConnections(organizationId, tools),
    importAll: async (organizationId, exported, context) =>
      (await importConnections(organizationId, exported, context, tools)).map(shown),
    resealSecrets: async (organizationId) => resealConnections(organizationId, tools),
    maintain: async () => maintain(tools),
  } satisfies ManageConnections)
}
