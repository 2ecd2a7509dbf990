import { AuthError } from '../model/auth-error.ts'
import type { ConnectionRecord } from '../model/connection-record.ts'
import type { OrganizationRecord } from '../model/organization.ts'
import { toWriter, type WriteContext, type Writer } from '../model/write-context.ts'
import { withColumns, withSettings } from './build-record.ts'
import { checkPolicy } from './check-policy.ts'
import { checkComplete, checkFaults } from './check-record.ts'
import { toUpdated } from './connection-events.ts'
import type { ConnectionTools } from './connection-tools.ts'
import { checkFree, insertConnection, toBlank } from './create-connection.ts'
import { getOwner, type FoundConnection } from './get-connection.ts'
import { parseExport, type ImportedConnection } from './parse-export.ts'
import { resolveSource } from './resolve-source.ts'
import { openSecrets } from './sealed-secrets.ts'
import { settleRecord } from './settle-record.ts'
import { joinSecrets } from './split-secrets.ts'
import type { Settings } from './take-settings.ts'
import { withoutMovedSecret } from './without-moved-secret.ts'

interface Planned {
  /** Null: it is new. */
  readonly before: ConnectionRecord | null
  readonly record: ConnectionRecord
}

/**
 * Every connection is checked before the first is written, and each is written whole. A process that dies in between leaves the
 * first ones; the same import again finishes the rest and changes nothing of them.
 *
 * @throws AuthError as `ManageConnections.importAll`; WRITE_CONFLICT
 */
export async function importConnections(
  organizationId: string,
  exported: unknown,
  context: WriteContext | undefined,
  tools: ConnectionTools,
): Promise<readonly FoundConnection[]> {
  const writer = toWriter(context)
  const wanted = parseExport(exported)
  const organization = await getOwner(organizationId, tools)
  const planned: Planned[] = []
  for (const one of wanted) planned.push(await plan(one, organization, writer, tools))
  const written: FoundConnection[] = []
  for (const one of planned) written.push({ record: await write(one, writer, tools), organization })
  return written
}

async function plan(
  wanted: ImportedConnection,
  organization: OrganizationRecord,
  writer: Writer,
  tools: ConnectionTools,
): Promise<Planned> {
  const before = await findOwn(wanted, organization, tools)
  const base = before ?? toBlank(wanted, organization, writer, tools.now())
  const columns = withColumns(base, wanted, organization)
  // A draft with SCIM signs nobody in: it waits for its activation.
  checkPolicy(columns, true, organization)
  const whole = withoutMovedSecret({ ...wanted.settings.set, ...keepSecrets(base, tools) }, base.settings)
  const record = await withSource(base, withSettings(columns, whole, tools), whole, tools)
  checkFaults(record, base, organization, tools)
  if (base.status === 'active') checkComplete(record, base, tools)
  return { before, record }
}

/** @throws AuthError CONNECTION_CONFLICT for another organization's, and one of the other type */
async function findOwn(
  { id, type }: ImportedConnection,
  organization: OrganizationRecord,
  tools: ConnectionTools,
): Promise<ConnectionRecord | null> {
  const found = await tools.store.connections.find(id)
  if (found?.organizationId !== organization.id) {
    await checkFree(id, tools)
    return null
  }
  if (found.type === type) return found
  throw new AuthError(
    'CONNECTION_CONFLICT',
    `id '${id}': wanted one of type '${found.type}', which it has, got '${type}'`,
  )
}

/** What is sealed here stays with what belongs to it: another environment has other keys. */
function keepSecrets(base: ConnectionRecord, { secretBox }: ConnectionTools): Settings {
  const secrets = openSecrets(base, secretBox)
  const whole = joinSecrets(base.settings, secrets)
  const kept = Object.entries(whole).filter(
    ([name]) => Object.hasOwn(secrets, name) || (name === 'nextSigningCertificate' && 'nextSigningKey' in secrets),
  )
  return Object.fromEntries(kept)
}

/** Metadata as it was exported; the URL beside it is asked when maintenance comes by, or now when there is nothing else. */
async function withSource(
  base: ConnectionRecord,
  record: ConnectionRecord,
  whole: Settings,
  tools: ConnectionTools,
): Promise<ConnectionRecord> {
  const { metadata, metadataUrl } = record.settings
  if (metadata === undefined && metadataUrl === undefined) return { ...record, metadataRefresh: null }
  const isKnown = metadata === base.settings['metadata'] && metadataUrl === base.settings['metadataUrl']
  return isKnown ? record : resolveSource(record, whole, tools)
}

async function write({ before, record }: Planned, writer: Writer, tools: ConnectionTools): Promise<ConnectionRecord> {
  const settled = settleRecord(record, before, tools)
  if (before === null) {
    await insertConnection(settled, true, writer, tools)
    return settled
  }
  const event = toUpdated(before, record, writer, tools)
  if (event === null) return before
  if (await tools.store.connections.replace(settled, [event])) return settled
  throw new AuthError('WRITE_CONFLICT', `connection '${record.id}' was changed during the import: do it again`)
}
