import { setTimeout as wait } from 'node:timers/promises'
import { AuthError } from '../model/auth-error.ts'
import type { SessionRecord } from '../model/session-record.ts'
import type { UpstreamTokens } from '../model/session-secrets.ts'
import type { SessionRecords } from '../ports/session-store.ts'
import { openSecrets, sealSecrets, type KeptSecrets, type SessionSecretBox } from './sealed-secrets.ts'

/** A session's record, opened, with the identity provider's tokens in it. */
export interface HeldTokens {
  readonly record: SessionRecord
  readonly kept: KeptSecrets
  readonly tokens: UpstreamTokens
}

/** Where the identity provider's tokens are kept. */
export interface TokenRecords {
  /** @throws AuthError STORE_UNAVAILABLE, SESSION_NOT_FOUND; null: the session has no tokens. */
  readonly load: (sessionId: string) => Promise<HeldTokens | null>
  /** What is there now. Never fails for the store: what it does not take stays in memory, and is given to it when it is next read. */
  readonly save: (
    held: HeldTokens,
    next: Pick<HeldTokens, 'tokens'> & { readonly idToken: string | null },
  ) => Promise<HeldTokens>
}

export interface TokenRecordsTools {
  readonly store: { readonly sessions: Pick<SessionRecords, 'find' | 'replace'> }
  readonly secretBox: () => Promise<SessionSecretBox>
}

/** A moment of no answer is not worth a sign-in; longer than this, whoever asked has waited long enough. */
const retryAfterMs = [50, 200, 600]
const maxUnsaved = 1000

/** A refresh token that was used is worth nothing: the next one must not get lost. */
export function createTokenRecords({ store: { sessions }, secretBox }: TokenRecordsTools): TokenRecords {
  /** What replaces the record of that version, and is not in the store yet. */
  const unsaved = new Map<string, HeldTokens>()
  const write = async ({ record, kept }: HeldTokens): Promise<void> => {
    const sealed = await sealSecrets(record.id, kept, secretBox)
    // False: the session is gone, or another instance has newer ones. Neither is for us to change.
    await sessions.replace({ ...record, sealed, version: record.version + 1 })
    unsaved.delete(record.id)
  }
  const load = async (id: string): Promise<HeldTokens | null> => {
    const late = unsaved.get(id)
    if (late !== undefined) await write(late).catch(() => null)
    const record = await sessions.find(id)
    if (record === null) throw new AuthError('SESSION_NOT_FOUND', `wanted a living session, '${id}' has no record`)
    const still = unsaved.get(id)
    if (still?.record.version === record.version) return { ...still, record }
    const kept = openSecrets(record, await secretBox())
    return kept === null || kept.tokens === null ? null : { record, kept, tokens: kept.tokens }
  }
  return Object.freeze({
    load,
    save: async ({ record, kept }, { tokens, idToken }) => {
      const next: HeldTokens = { record, kept: { ...kept, tokens, idToken }, tokens }
      for (const delay of retryAfterMs) {
        const isWritten = await write(next).then(
          () => true,
          () => false,
        )
        if (isWritten) return next
        keep(unsaved, next)
        await wait(delay)
      }
      return next
    },
  } satisfies TokenRecords)
}

function keep(unsaved: Map<string, HeldTokens>, held: HeldTokens): void {
  const [oldest] = unsaved.size < maxUnsaved ? [] : unsaved.keys()
  if (oldest !== undefined) unsaved.delete(oldest)
  unsaved.set(held.record.id, held)
}
