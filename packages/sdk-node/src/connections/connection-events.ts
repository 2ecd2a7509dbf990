import type { ConnectionRecord } from '../model/connection-record.ts'
import { draftSuccess, nowhere } from '../model/draft-event.ts'
import type { EventActor } from '../model/event-actor.ts'
import type { EventDraft, EventTarget } from '../model/event.ts'
import type { Writer } from '../model/write-context.ts'
import { openSecrets } from './sealed-secrets.ts'
import { namesOfSecrets } from './split-secrets.ts'
import type { ConnectionTools } from './connection-tools.ts'
import type { Settings } from './take-settings.ts'
import { findValueChanges, isSame, toConnectionValues } from './to-connection-values.ts'

/** Nobody in particular: maintenance. */
export const maintainer: Writer = { actor: { type: 'system', id: null }, origin: nowhere }

/** What every event of a connection says. */
export interface ConnectionEventFrame {
  readonly organizationId: string
  readonly occurredAt: Date
  readonly actor: EventActor
  readonly target: EventTarget
}

export function frameOf({ id, organizationId }: ConnectionRecord, { actor }: Writer, now: Date): ConnectionEventFrame {
  return { organizationId, occurredAt: now, actor, target: { type: 'connection', id } }
}

export function toCreated(record: ConnectionRecord, imported: boolean, writer: Writer, now: Date): EventDraft {
  const data = { old: null, new: toConnectionValues(record), imported }
  return draftSuccess({ type: 'connection.created', ...frameOf(record, writer, now), data }, writer.origin)
}

export function toDeleted(record: ConnectionRecord, writer: Writer, now: Date): EventDraft {
  const data = { old: toConnectionValues(record), new: null }
  return draftSuccess({ type: 'connection.deleted', ...frameOf(record, writer, now), data }, writer.origin)
}

/** Null when nothing differs that anybody set. */
export function toUpdated(
  before: ConnectionRecord,
  after: ConnectionRecord,
  writer: Writer,
  { secretBox, now }: Pick<ConnectionTools, 'secretBox' | 'now'>,
): EventDraft | null {
  const changes = findValueChanges(before, after)
  const secrets = namesOfChanges(openSecrets(before, secretBox), openSecrets(after, secretBox))
  if (changes === null && secrets.length === 0) return null
  const data = { ...(changes ?? { old: {}, new: {} }), secrets }
  return draftSuccess({ type: 'connection.updated', ...frameOf(after, writer, now()), data }, writer.origin)
}

function namesOfChanges(before: Settings, after: Settings): readonly string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const changed = names.filter((name) => !isSame(before[name], after[name]))
  // As people know them; one that was removed by what it was.
  return changed.flatMap((name) => {
    const secret = after[name] ?? before[name]
    return secret === undefined ? [] : namesOfSecrets({ [name]: secret })
  })
}
