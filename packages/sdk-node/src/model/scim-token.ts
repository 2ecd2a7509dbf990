import type { EventActor } from './event-actor.ts'

/** What a token may do. */
export type ScimScope = 'users:read' | 'users:write' | 'groups:read' | 'groups:write'

/** The right of a SCIM client to keep the people and groups of one connection. The token itself is nowhere. */
export interface ScimToken {
  readonly id: string
  readonly organizationId: string
  readonly connectionId: string
  /** What `hashToken` makes of the token. */
  readonly hash: string
  /** For people who manage several; null: none was given. */
  readonly name: string | null
  readonly scopes: readonly ScimScope[]
  readonly createdAt: Date
  readonly createdBy: EventActor
  /** Null: never. */
  readonly expiresAt: Date | null
  /** To the minute; null: not yet. */
  readonly lastUsedAt: Date | null
}
