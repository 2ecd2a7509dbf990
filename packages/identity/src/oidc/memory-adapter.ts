import type { Adapter, AdapterPayload } from 'oidc-provider'
import { createExpiringMap } from '../memory/expiring-map.ts'

const capacity = 10_000

/** One that can forget a person: codes, tokens, grants. */
export interface MemoryAdapter extends Adapter {
  readonly forgetAccount: (accountId: string) => void
}

/**
 * Where oidc-provider keeps one kind of thing: codes, tokens, grants, its own sessions. In memory, bounded, gone with
 * the process.
 *
 * @param now epoch milliseconds.
 */
export function createMemoryAdapter(now: () => number): MemoryAdapter {
  const entries = createExpiringMap<{ readonly payload: AdapterPayload; readonly expiresAt: number }>(capacity, now)
  const idsByUid = createExpiringMap<string>(capacity, now)
  const find = async (id: string): Promise<AdapterPayload | undefined> => entries.get(id)?.payload
  return {
    find,
    findByUid: async (uid) => find(idsByUid.get(uid) ?? ''),
    // Only the device flow asks by user code, and it is off.
    findByUserCode: async () => undefined,
    upsert: async (id, payload, expiresIn) => {
      const expiresAt = expiresIn === undefined ? Infinity : now() + expiresIn * 1000
      entries.set(id, { payload, expiresAt }, expiresAt)
      if (payload.uid !== undefined) idsByUid.set(payload.uid, id, expiresAt)
    },
    consume: async (id) => {
      const entry = entries.get(id)
      if (entry === null) return
      const payload = { ...entry.payload, consumed: Math.floor(now() / 1000) }
      entries.set(id, { payload, expiresAt: entry.expiresAt }, entry.expiresAt)
    },
    destroy: async (id) => entries.delete(id),
    forgetAccount: (accountId) => entries.deleteWhere(({ payload }) => payload.accountId === accountId),
    revokeByGrantId: async (grantId) => entries.deleteWhere(({ payload }) => payload.grantId === grantId),
  }
}
