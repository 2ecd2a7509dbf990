import type { ConnectionTools } from './connection-tools.ts'
import type { FoundConnection } from './get-connection.ts'
import { listCertificates } from './list-certificates.ts'
import { listLacks, tryOpenSecrets } from './list-lacks.ts'
import type { ManagedConnection } from './manage-connections.ts'
import { namesOfSecrets } from './split-secrets.ts'

/** The connection as administrators see it. */
export function toManagedConnection(
  { record, organization }: FoundConnection,
  tools: ConnectionTools,
): ManagedConnection {
  const { sealedSecrets: _, warned: __, dueAt: ___, ...shown } = record
  const secrets = tryOpenSecrets(record, tools.secretBox)
  return Object.freeze({
    ...shown,
    secrets: typeof secrets === 'string' ? [] : namesOfSecrets(secrets),
    certificates: listCertificates(record, tools),
    missing: listLacks(record, organization, tools),
  })
}
