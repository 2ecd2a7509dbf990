import type { ConnectionTools } from './connection-tools.ts'
import { getOwner } from './get-connection.ts'
import type { ConnectionExport } from './manage-connections.ts'
import { openSecrets } from './sealed-secrets.ts'
import { namesOfSecrets } from './split-secrets.ts'

/** @throws AuthError ORGANIZATION_NOT_FOUND; CONFIG_INVALID when secrets do not open, whose names have to be told */
export async function exportConnections(organizationId: string, tools: ConnectionTools): Promise<ConnectionExport> {
  await getOwner(organizationId, tools)
  const records = await tools.store.connections.list(organizationId)
  return {
    format: 'launchpad-sso/connections/1',
    connections: records.map((record) => {
      const { id, type, name, preset, settings, provisioning } = record
      const { nextSigningKey, ...secrets } = openSecrets(record, tools.secretBox)
      const { nextSigningCertificate: _, ...others } = settings
      return {
        id,
        type,
        name,
        preset,
        provisioning,
        // A rollover stays where its key is.
        settings: nextSigningKey === undefined ? settings : others,
        secrets: namesOfSecrets(secrets),
      }
    }),
  }
}
