import type { Connection } from '../model/connection.ts'
import type { Identity } from '../model/identity.ts'
import type { SessionDraft } from '../sessions/create-session.ts'
import { toSamlSessionName } from '../sessions/to-upstream-key.ts'

/**
 * Logout messages name the person so, whatever claim or attribute our subject is taken from. White space around a SAML name may come of how
 * one of its messages was laid out, and must not keep a session alive.
 */
export function toUpstreamNames(
  { nameId, sessionIndex }: Pick<Identity, 'nameId' | 'sessionIndex'>,
  { type }: Pick<Connection, 'type'>,
): NonNullable<SessionDraft['upstream']> {
  if (type === 'oidc') return { subject: nameId, sessionIndex }
  const subject = nameId.trim()
  return { subject, sessionIndex: sessionIndex === null ? null : toSamlSessionName(subject, sessionIndex.trim()) }
}
