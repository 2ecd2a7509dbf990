import type { SessionDraft } from '../sessions/create-session.ts'
import type { Kit } from './kit.ts'

/** The draft of a session that the app itself begins at that moment, with the limit its organization sets. */
export async function toLimitedDraft(
  draft: SessionDraft,
  at: Date,
  { connections }: Pick<Kit, 'connections'>,
): Promise<SessionDraft> {
  const { sessionMaximumSeconds } = await connections.findPolicy(draft.organization.id)
  if (sessionMaximumSeconds === null) return draft
  const limit = at.getTime() + sessionMaximumSeconds * 1000
  return { ...draft, sessionExpiresAt: new Date(Math.min(limit, draft.sessionExpiresAt?.getTime() ?? limit)) }
}
