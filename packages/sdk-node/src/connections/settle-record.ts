import type { ConnectionRecord } from '../model/connection-record.ts'
import { keepWarned, listWarningTimes } from './certificate-warnings.ts'
import type { ConnectionTools } from './connection-tools.ts'
import { listCertificates } from './list-certificates.ts'

/**
 * Completes a record that is about to be written: what follows from the rest.
 *
 * @param before what is stored now; null: nothing.
 */
export function settleRecord(
  record: ConnectionRecord,
  before: ConnectionRecord | null,
  tools: Pick<ConnectionTools, 'readers' | 'now'>,
): ConnectionRecord {
  const now = tools.now()
  const certificates = listCertificates(record, tools)
  const known = before === null ? [] : listCertificates(before, tools)
  const warned = keepWarned(record.warned, certificates, known, now)
  const dueTimes = [
    ...(record.metadataRefresh === null ? [] : [record.metadataRefresh.nextAt]),
    ...(record.metadataRefresh?.retiring ?? []).map(({ until }) => until),
    ...listWarningTimes(certificates, warned),
  ].toSorted((one, other) => one.getTime() - other.getTime())
  return {
    ...record,
    warned,
    // A connection that signs nobody in needs no care: a forgotten draft would ask a dead URL for ever.
    dueAt: record.status === 'active' ? (dueTimes[0] ?? null) : null,
    updatedAt: now,
    version: (before?.version ?? 0) + 1,
  }
}
