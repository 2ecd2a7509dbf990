import type { SessionRecord } from '../model/session-record.ts'
import type { Store } from '../ports/store.ts'
import { later, now } from './store-samples.ts'

/** Of Ana at acme: it may rest for ten minutes, and ends after an hour. */
export function session(id: string, changes: Partial<SessionRecord> = {}): SessionRecord {
  return {
    id,
    organizationId: 'acme',
    userId: 'u1',
    connectionId: 'c',
    createdAt: now,
    lastSeenAt: now,
    expiresAt: later(600),
    endsAt: later(3600),
    origin: { ip: '192.0.2.1', userAgent: 'Browser/1.0' },
    sealed: null,
    version: 1,
    ...changes,
  }
}

/** Ids of the living sessions of a person, in the order of the list. */
export async function listIds(
  { sessions }: Pick<Store, 'sessions'>,
  query: Partial<Parameters<Store['sessions']['list']>[0]> = {},
): Promise<readonly string[]> {
  const found = await sessions.list({ organizationId: 'acme', userId: 'u1', now, limit: 100, ...query })
  return found.map(({ id }) => id)
}
