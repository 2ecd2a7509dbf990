import type { ConnectionRecord, TestReport } from '../model/connection-record.ts'
import { draftSuccess, type Origin } from '../model/draft-event.ts'
import type { EventDraft } from '../model/event.ts'
import type { Store } from '../ports/store.ts'

const tries = 3

/** A test that came back. */
export interface FinishedTest {
  /** As it was when the test was judged: a report on settings that are no longer there is not kept. */
  readonly record: ConnectionRecord
  readonly report: TestReport
  /** Of the browser that ran it. */
  readonly origin: Origin
}

/**
 * Keeps the report with its connection. False when the settings it is about were changed meanwhile: it would say of the new ones
 * what was found out about the old.
 */
export async function saveTest(
  { record, report, origin }: FinishedTest,
  store: Pick<Store, 'connections'>,
): Promise<boolean> {
  const event = toEvent(record, report, origin)
  let current: ConnectionRecord | null = record
  for (let left = tries; left > 0 && current !== null && isSame(current, record); left -= 1) {
    const next: ConnectionRecord = { ...current, lastTest: report, version: current.version + 1 }
    if (await store.connections.replace(next, [event])) return true
    current = await store.connections.find(record.id)
  }
  return false
}

function isSame(one: ConnectionRecord, other: ConnectionRecord): boolean {
  return (
    one.organizationId === other.organizationId &&
    JSON.stringify(one.settings) === JSON.stringify(other.settings) &&
    one.sealedSecrets === other.sealedSecrets
  )
}

function toEvent({ id, organizationId }: ConnectionRecord, report: TestReport, origin: Origin): EventDraft {
  const { id: testId, at, outcome, code } = report
  return draftSuccess(
    {
      type: 'connection.tested',
      organizationId,
      occurredAt: at,
      // Whoever has the link may run it; who that was the identity provider knows.
      actor: { type: 'user', id: null },
      target: { type: 'connection', id },
      data: { testId, outcome, code },
    },
    origin,
  )
}
