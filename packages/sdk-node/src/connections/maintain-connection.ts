import { AuthError } from '../model/auth-error.ts'
import type { ConnectionRecord } from '../model/connection-record.ts'
import { draftFailure, draftSuccess } from '../model/draft-event.ts'
import type { EventDraft } from '../model/event.ts'
import { listWarnings } from './certificate-warnings.ts'
import type { ConnectionChange } from './change-connection.ts'
import { checkFaults } from './check-record.ts'
import { frameOf, maintainer } from './connection-events.ts'
import type { ConnectionTools } from './connection-tools.ts'
import { getConnection } from './get-connection.ts'
import { listCertificates } from './list-certificates.ts'
import { retryMs } from './refresh-times.ts'
import { isRefreshed, takeMetadata } from './take-metadata.ts'

/** What maintenance found to do for one connection. */
export interface Maintained extends ConnectionChange {
  readonly metadata: 'refreshed' | 'failed' | 'not-due'
  readonly warnings: number
}

/** Does what is due for one connection; nothing is written. @throws AuthError CONNECTION_NOT_FOUND */
export async function maintainConnection(due: ConnectionRecord, tools: ConnectionTools): Promise<Maintained> {
  const refreshed = await refreshWhenDue(due, tools)
  const warned = warn(dropRetired(refreshed.record, tools.now()), tools)
  return {
    ...refreshed,
    record: warned.record,
    events: [...refreshed.events, ...warned.events],
    warnings: warned.events.length,
  }
}

async function refreshWhenDue(record: ConnectionRecord, tools: ConnectionTools): Promise<Omit<Maintained, 'warnings'>> {
  if (!isRefreshed(record) || record.metadataRefresh.nextAt > tools.now())
    return { record, events: [], metadata: 'not-due' }
  try {
    const { organization } = await getConnection(record.organizationId, record.id, tools)
    const change = await takeMetadata(record, maintainer, tools)
    checkFaults(change.record, record, organization, tools)
    return { ...change, metadata: 'refreshed' }
  } catch (error) {
    if (!(error instanceof AuthError) || error.code === 'STORE_UNAVAILABLE') throw error
    const { url, failure } = record.metadataRefresh
    const now = tools.now()
    const nextAt = new Date(now.getTime() + retryMs)
    const event = draftFailure(
      {
        type: 'connection.metadata_failed',
        ...frameOf(record, maintainer, now),
        reason: error.code,
        data: { url },
      },
      maintainer.origin,
    )
    return {
      record: { ...record, metadataRefresh: { ...record.metadataRefresh, nextAt, failure: error.code } },
      // The first in a row: an IdP that is down for a week would fill the log.
      events: failure === null ? [event] : [],
      metadata: 'failed',
    }
  }
}

/** Written, so that every instance hears that they are over. */
function dropRetired(record: ConnectionRecord, now: Date): ConnectionRecord {
  if (!isRefreshed(record)) return record
  const retiring = record.metadataRefresh.retiring.filter(({ until }) => until > now)
  return { ...record, metadataRefresh: { ...record.metadataRefresh, retiring } }
}

function warn(record: ConnectionRecord, tools: ConnectionTools): ConnectionChange {
  const now = tools.now()
  const warnings = listWarnings(listCertificates(record, tools), record.warned, now)
  const told = warnings.map(({ certificate, days }) => [certificate.fingerprint, days] as const)
  const events = warnings.map(({ certificate: { fingerprint, expiresAt, use }, days }): EventDraft => {
    const data = { fingerprint, expiresAt: expiresAt.toISOString(), days, use }
    const frame = frameOf(record, maintainer, now)
    return draftSuccess({ type: 'connection.certificate_expiring', ...frame, data }, maintainer.origin)
  })
  return { record: { ...record, warned: { ...record.warned, ...Object.fromEntries(told) } }, events }
}
