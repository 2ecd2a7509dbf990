import type { Origin } from '../model/draft-event.ts'
import type { Session } from '../model/session.ts'
import type { SessionRecord } from '../model/session-record.ts'
import type { SessionSecrets } from '../model/session-secrets.ts'
import { createSession, type SessionDraft } from '../sessions/create-session.ts'
import { sealSecrets } from '../sessions/sealed-secrets.ts'
import type { Kit } from './kit.ts'

/** What is kept of a session beside its cookie, as far as a sign-in knows it. */
export type BeginningSecrets = Omit<SessionSecrets, 'roles'>

/** Of somebody whom the app itself has checked. */
export const noSecrets: BeginningSecrets = Object.freeze({
  idToken: null,
  nameId: null,
  sessionIndex: null,
  tokens: null,
})

/** Where a session begins, and when. */
export interface SessionStart {
  readonly origin: Origin
  /** Before anything was looked at that may end it. */
  readonly at: Date
}

/** A session that has begun, and the cookie that says so. */
export interface BegunSession {
  readonly session: Session
  /** Set-Cookie value. */
  readonly setCookie: string
}

/**
 * The one way a session begins: sealed into its cookie, and put down in the store with what is secret or has no room there. One write.
 *
 * @throws AuthError STORE_UNAVAILABLE: a session that nobody can list is none; SESSION_TOO_LARGE
 */
export async function beginSession(
  draft: SessionDraft,
  secrets: BeginningSecrets,
  { origin, at }: SessionStart,
  kit: Pick<Kit, 'config' | 'store' | 'sessionCookies' | 'sessionRoles' | 'secretBox' | 'noteLargeSession'>,
): Promise<BegunSession> {
  const { config, store, sessionCookies, sessionRoles } = kit
  const session = createSession(draft, config.session, at)
  const { setCookie, hasRoles, neededBytes } = await sessionCookies.write(session, at)
  const kept = {
    ...secrets,
    tokens: config.session.keepTokens ? secrets.tokens : null,
    roles: hasRoles ? null : session.roles,
    upstream: session.upstream,
  }
  const sealed = await sealSecrets(session.id, kept, kit.secretBox)
  await store.sessions.insert(toRecord(session, origin, sealed))
  if (!hasRoles) {
    sessionRoles.keep(session.id, session.roles)
    kit.noteLargeSession({ neededBytes, roles: session.roles.length })
  }
  return { session, setCookie }
}

function toRecord(session: Session, origin: Origin, sealed: string | null): SessionRecord {
  const { id, organization, user, connection, createdAt, expiresAt, endsAt } = session
  return {
    id,
    organizationId: organization.id,
    userId: user.id,
    connectionId: connection,
    createdAt,
    lastSeenAt: createdAt,
    expiresAt,
    endsAt,
    origin,
    sealed,
    version: 1,
  }
}
