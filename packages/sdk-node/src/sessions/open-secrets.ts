import type { SessionSecrets } from '../model/session-secrets.ts'
import type { SessionRecords } from '../ports/session-store.ts'
import { openSecrets, type SessionSecretBox } from './sealed-secrets.ts'

/** A `Kit` is one. */
export interface SecretsTools {
  readonly store: { readonly sessions: Pick<SessionRecords, 'find'> }
  readonly secretBox: () => Promise<Pick<SessionSecretBox, 'open'>>
}

/**
 * What is kept of a session beside its cookie. Null when nothing is, or when the session is not known. One query: not for every request.
 *
 * @throws AuthError STORE_UNAVAILABLE, CONFIG_INVALID when no secret of the app opens it
 */
export async function readSecrets(
  sessionId: string,
  { store, secretBox }: SecretsTools,
): Promise<SessionSecrets | null> {
  const record = await store.sessions.find(sessionId)
  return record === null ? null : openSecrets(record, await secretBox())
}
