import { randomUUID } from 'node:crypto'
import type { Organization } from '../model/organization.ts'
import type { Session } from '../model/session.ts'
import { toUpstream } from './to-upstream.ts'

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
  /** How the person was checked: AuthnContextClassRef or `acr`. */
  readonly authenticationContext?: string | null
  /** `amr`. */
  readonly authenticationMethods?: readonly string[]
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
    upstream: draft.upstream ? toUpstream(draft.connection, draft.upstream) : null,
    roles: Object.freeze([...(draft.roles ?? [])]),
    createdAt: now,
    authenticatedAt: draft.authenticatedAt ?? now,
    authenticationContext: draft.authenticationContext ?? null,
    authenticationMethods: Object.freeze([...(draft.authenticationMethods ?? [])]),
    expiresAt: idleLimit(now, lifetime, endsAt),
    endsAt,
  })
}

/** True while the session may be used. */
export function isAlive(session: Pick<Session, 'expiresAt' | 'endsAt'>, now: Date): boolean {
  return session.expiresAt > now && session.endsAt > now
}

/**
 * The session with its idle limit moved, or null while that is not due: a tenth of the idle time has to pass, so that a
 * busy browser gets a new cookie now and then, not with every answer.
 */
export function renewIfDue<S extends Pick<Session, 'expiresAt' | 'endsAt'>>(
  session: S,
  lifetime: SessionLifetime,
  now: Date,
): S | null {
  const expiresAt = idleLimit(now, lifetime, session.endsAt)
  const gainedMs = expiresAt.getTime() - session.expiresAt.getTime()
  return gainedMs >= lifetime.idleSeconds * 100 ? Object.freeze({ ...session, expiresAt }) : null
}

function idleLimit(now: Date, lifetime: SessionLifetime, endsAt: Date): Date {
  return new Date(Math.min(now.getTime() + lifetime.idleSeconds * 1000, endsAt.getTime()))
}
