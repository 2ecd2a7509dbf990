import { randomUUID } from 'node:crypto'
import type { Account } from '../accounts/account.ts'

/** What applications are told. */
export type IdentityEventType = 'user.deactivated' | 'user.reactivated' | 'user.deleted'

/** One thing that happened to one person: the body of a webhook, as `@launchpad-sso/sdk-node/webhooks` reads it. */
export interface IdentityEvent {
  readonly type: IdentityEventType
  readonly timestamp: string
  /** The same on every attempt, and for every application. */
  readonly id: string
  readonly organizationId: string
  /** Events of the organization, counted by this process. */
  readonly sequence: number
  readonly actor: { readonly type: 'api'; readonly id: null }
  /** The account: the `sub` claim. */
  readonly target: { readonly type: 'user'; readonly id: string }
  readonly outcome: 'success'
  readonly reason: null
  readonly data: { readonly connectionId: null; readonly old: object | null; readonly new: object | null }
}

export function toIdentityEvent(type: IdentityEventType, account: Account, sequence: number, now: Date): IdentityEvent {
  return {
    type,
    timestamp: now.toISOString(),
    id: randomUUID(),
    organizationId: account.organization.id,
    sequence,
    actor: { type: 'api', id: null },
    target: { type: 'user', id: account.id },
    outcome: 'success',
    reason: null,
    data: { connectionId: null, ...toChange(type, account) },
  }
}

function toChange(type: IdentityEventType, { email, username, name, firstName, lastName }: Account) {
  const [active, inactive] = [{ status: 'active' }, { status: 'inactive' }]
  switch (type) {
    case 'user.deactivated':
      return { old: active, new: inactive }
    case 'user.reactivated':
      return { old: inactive, new: active }
    case 'user.deleted':
      return {
        old: { email, username, externalId: null, name, firstName, lastName, status: 'active', roles: [] },
        new: null,
      }
  }
}
