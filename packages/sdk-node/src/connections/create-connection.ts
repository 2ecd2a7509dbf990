import { randomUUID } from 'node:crypto'
import { AuthError } from '../model/auth-error.ts'
import type { ConnectionRecord } from '../model/connection-record.ts'
import { defaultProvisioning } from '../model/provisioning.ts'
import type { OrganizationRecord } from '../model/organization.ts'
import { toWriter, type WriteContext, type Writer } from '../model/write-context.ts'
import { applyWish } from './apply-wish.ts'
import { toCreated } from './connection-events.ts'
import type { ConnectionTools } from './connection-tools.ts'
import { getOwner, type FoundConnection } from './get-connection.ts'
import { parseDraft } from './parse-draft.ts'
import { settleRecord } from './settle-record.ts'

/** @throws AuthError as `ManageConnections.create` */
export async function createConnection(
  organizationId: string,
  given: unknown,
  context: WriteContext | undefined,
  tools: ConnectionTools,
): Promise<FoundConnection> {
  const writer = toWriter(context)
  const draft = parseDraft(given)
  const organization = await getOwner(organizationId, tools)
  const id = draft.id ?? randomUUID()
  await checkFree(id, tools)
  const base = toBlank({ id, type: draft.type }, organization, writer, tools.now())
  const record = settleRecord(await applyWish(base, draft, organization, tools), null, tools)
  await insertConnection(record, false, writer, tools)
  return { record, organization }
}

/** A draft of which nothing is known yet, not written. */
export function toBlank(
  { id, type }: Pick<ConnectionRecord, 'id' | 'type'>,
  organization: OrganizationRecord,
  writer: Writer,
  now: Date,
): ConnectionRecord {
  return {
    id,
    type,
    organizationId: organization.id,
    name: organization.name,
    preset: 'custom',
    status: 'draft',
    settings: {},
    sealedSecrets: null,
    provisioning: defaultProvisioning,
    metadataRefresh: null,
    warned: {},
    lastTest: null,
    dueAt: null,
    createdAt: now,
    createdBy: writer.actor,
    updatedAt: now,
    version: 0,
  }
}

/** @throws AuthError CONNECTION_CONFLICT */
export async function checkFree(id: string, { isStaticId, store }: ConnectionTools): Promise<void> {
  if (isStaticId(id)) throw taken(id, 'one of the options has it')
  if ((await store.connections.find(id)) !== null) throw taken(id, 'another connection has it')
}

/** @throws AuthError CONNECTION_CONFLICT, ORGANIZATION_NOT_FOUND */
export async function insertConnection(
  record: ConnectionRecord,
  imported: boolean,
  writer: Writer,
  tools: ConnectionTools,
): Promise<void> {
  const event = toCreated(record, imported, writer, tools.now())
  if (await tools.store.connections.insert(record, [event])) return
  await getOwner(record.organizationId, tools)
  throw taken(record.id, 'another connection has it by now')
}

function taken(id: string, why: string): AuthError {
  return new AuthError('CONNECTION_CONFLICT', `id '${id}': wanted one that is free, ${why}`)
}
