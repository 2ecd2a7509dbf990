import type { Session } from '../model/session.ts'
import { toUpstreamKey } from './to-upstream-key.ts'

/** By which the identity provider ends sessions of a connection. @param names its own, of the person and of the session there. */
export function toUpstream(
  connectionId: string,
  { subject, sessionIndex }: { readonly subject: string; readonly sessionIndex: string | null },
): NonNullable<Session['upstream']> {
  return Object.freeze({
    subject: toUpstreamKey(connectionId, subject),
    sessionIndex: sessionIndex === null ? null : toUpstreamKey(connectionId, sessionIndex),
  })
}
