import type { EventDraft } from '../model/event.ts'
import type { ScimToken } from '../model/scim-token.ts'
import type { ScimTokens } from '../ports/scim-store.ts'
import type { MemoryDirectory } from './memory-directory.ts'
import { sets } from './memory-keys.ts'

/**
 * SCIM tokens in memory.
 *
 * @param append takes what a write tells, in the same step.
 */
export function memoryScimTokens(
  { tokens }: MemoryDirectory,
  append: (events: readonly EventDraft[]) => void,
  hasConnection: (connectionId: string, organizationId: string) => boolean,
): ScimTokens {
  const isOf = (token: ScimToken | null, organizationId: string, connectionId: string): boolean =>
    token?.organizationId === organizationId && token.connectionId === connectionId
  return Object.freeze({
    insert: async (token, events = []) => {
      const isNew = tokens.get(token.id) === null && tokens.isFree(token)
      if (!isNew || !hasConnection(token.connectionId, token.organizationId)) return false
      tokens.put(token)
      append(events)
      return true
    },
    findByHash: async (hash) => tokens.findBy(hash),
    list: async (organizationId, connectionId) =>
      tokens.list({ of: sets.scim(connectionId), wanted: (token) => isOf(token, organizationId, connectionId) }),
    touch: async (tokenId, at) => {
      const token = tokens.get(tokenId)
      if (token !== null && (token.lastUsedAt === null || token.lastUsedAt < at))
        tokens.put({ ...token, lastUsedAt: at })
    },
    remove: async (organizationId, connectionId, tokenId, events = []) => {
      if (!isOf(tokens.get(tokenId), organizationId, connectionId)) return false
      tokens.delete(tokenId)
      append(events)
      return true
    },
  } satisfies ScimTokens)
}
