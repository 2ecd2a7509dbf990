import type { AuthEvent, DomainValues, EventDraft } from './event.ts'
import type { RevocationKind } from './revocation-kind.ts'

/** Sessions of somebody that began before a moment are over: a watermark. Of `session` and `sid`, whenever they began. */
export interface Revocation {
  readonly kind: RevocationKind
  readonly key: string
  readonly before: Date
}

/** Whose, without since when. */
export type RevokedScope = Pick<Revocation, 'kind' | 'key'>

type Cause = EventDraft | AuthEvent

/**
 * Whose sessions end with what the event tells. A store MUST keep these in the step that writes the event: so no cause is ever forgotten, and
 * none takes effect that was not written down.
 */
export function listRevocations(event: Cause): readonly Revocation[] {
  if (event.outcome !== 'success') return []
  // A sign-in may bring a new role along, and begins a session in that very moment.
  const graceMs = event.type === 'role.changed' || event.type === 'user.moved' ? 0 : 1
  const before = new Date(event.occurredAt.getTime() + graceMs)
  return scopesOf(event).map((scope) => ({ ...scope, before }))
}

/** True when somebody's sessions end with it. */
export function isRevoking(event: Cause): boolean {
  return listRevocations(event).length > 0
}

function scopesOf(event: Cause): readonly RevokedScope[] {
  const { id } = event.target
  switch (event.type) {
    case 'session.revoked':
      return [event.data.scope]
    case 'user.deactivated':
    case 'user.deleted':
    case 'user.moved':
      return [{ kind: 'user', key: id }]
    case 'role.changed':
      return event.data.old.roles.some((role) => !event.data.new.roles.includes(role))
        ? [{ kind: 'user', key: id }]
        : []
    case 'connection.deactivated':
    case 'connection.deleted':
      return [{ kind: 'connection', key: id }]
    case 'domain.deleted':
      return toDomainScopes(id, event.data.old)
    case 'organization.deleted':
      return [{ kind: 'organization', key: id }]
    case 'organization.updated':
      return event.data.old.settings?.passwordSignIn !== false && event.data.new.settings?.passwordSignIn === false
        ? [{ kind: 'password', key: id }]
        : []
    default:
      return []
  }
}

/** Only a verified domain ever led anybody in. */
function toDomainScopes(name: string, { status, includeSubdomains }: DomainValues): readonly RevokedScope[] {
  if (status !== 'verified') return []
  const exact = { kind: 'domain', key: name } as const
  return includeSubdomains ? [exact, { kind: 'domain', key: `*.${name}` }] : [exact]
}
