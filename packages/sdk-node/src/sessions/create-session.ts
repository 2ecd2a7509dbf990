import { randomUUID } from 'node:crypto'
import type { Organization } from '../model/organization.ts'
import type { Session } from '../model/session.ts'
import { toUpstreamKey } from './to-upstream-key.ts'

/** How long sessions live. */
export interface SessionLifetime {
  readonly idleSeconds: number
  readonly absoluteSeconds: number
}

/** What a session is made of. */
export interface SessionDraft {
  readonly user: { readonly id: string; readonly email?: string | null; readonly name?: string | null }
  readonly organization: Organization
  readonly connection: string
  readonly roles?: readonly string[]
  readonly authenticatedAt?: Date | null
  /** Who the person is at the identity provider, and its session; left out: the app has checked the person itself. */
  readonly upstream?: { readonly subject: string; readonly sessionIndex: string | null } | null
  /** The IdP's own limit: the session ends then at the latest. */
  readonly sessionExpiresAt?: Date | null
}

/** A new session with a new id: whatever session the browser had before, this is another one. */
export function createSession(draft: SessionDraft, lifetime: SessionLifetime, now: Date): Session {
  const limit = now.getTime() + lifetime.absoluteSeconds * 1000
  const endsAt = new Date(Math.min(limit, draft.sessionExpiresAt?.getTime() ?? limit))
  return Object.freeze({
    id: randomUUID(),
    user: Object.freeze({ id: draft.user.id, email: draft.user.email ?? null, name: draft.user.name ?? null }),
    organization: Object.freeze({ id: draft.organization.id, name: draft.organization.name }),
    connection: draft.connection,
    upstream: toUpstream(draft),
    roles: Object.freeze([...(draft.roles ?? [])]),
    createdAt: now,
    authenticatedAt: draft.authenticatedAt ?? now,
    expiresAt: idleLimit(now, lifetime, endsAt),
    endsAt,
  })
}

/** True while the session may be used. */
export function isAlive(session: Session, now: Date): boolean {
  return session.expiresAt > now && session.endsAt > now
}

/**
 * The session with its idle limit moved, or null while that is not due: a tenth of the idle time has to pass, so that a
 * busy browser gets a new cookie now and then, not with every answer.
 */
export function renewIfDue(session: Session, lifetime: SessionLifetime, now: Date): Session | null {
  const expiresAt = idleLimit(now, lifetime, session.endsAt)
  const gainedMs = expiresAt.getTime() - session.expiresAt.getTime()
  return gainedMs >= lifetime.idleSeconds * 100 ? Object.freeze({ ...session, expiresAt }) : null
}

function idleLimit(now: Date, lifetime: SessionLifetime, endsAt: Date): Date {
  return new Date(Math.min(now.getTime() + lifetime.idleSeconds * 1000, endsAt.getTime()))
}

function toUpstream({ connection, upstream = null }: SessionDraft): Session['upstream'] {
  if (upstream === null) return null
  const { subject, sessionIndex } = upstream
  return Object.freeze({
    subject: toUpstreamKey(connection, subject),
    sessionIndex: sessionIndex === null ? null : toUpstreamKey(connection, sessionIndex),
  })
}
