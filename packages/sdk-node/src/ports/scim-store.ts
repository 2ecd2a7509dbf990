import type { EventDraft } from '../model/event.ts'
import type { ScimToken } from '../model/scim-token.ts'

/** Tokens of SCIM clients. Writes and their events are one atomic step. They go with their connection. */
export interface ScimTokens {
  /** False when the id or the hash exists, or the organization has no such connection. */
  readonly insert: (token: ScimToken, events?: readonly EventDraft[]) => Promise<boolean>
  /** By the whole hash, from an index. */
  readonly findByHash: (hash: string) => Promise<ScimToken | null>
  /** In the order of their ids. */
  readonly list: (organizationId: string, connectionId: string) => Promise<readonly ScimToken[]>
  /** Notes that it was used; of a token that is gone, nothing. */
  readonly touch: (tokenId: string, at: Date) => Promise<void>
  /** False when there is none. */
  readonly remove: (
    organizationId: string,
    connectionId: string,
    tokenId: string,
    events?: readonly EventDraft[],
  ) => Promise<boolean>
}
