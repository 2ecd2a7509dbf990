import type { Outside } from '../../ports/outside.ts'
import { fetchToken } from './fetch-token.ts'
import type { GraphClient } from './graph-client.ts'

/** The tokens of connections, each used until shortly before its end. */
export interface GraphTokens {
  /** Callers at the same time share one request. @throws AuthError LOGIN_GROUPS_INCOMPLETE */
  readonly get: (client: GraphClient, outside: Outside) => Promise<string>
  /** Never to be used again. */
  readonly forget: (client: GraphClient, token: string) => void
}

interface Held {
  readonly client: GraphClient
  readonly token: Promise<string>
  /** Null while it is fetched. */
  text: string | null
  until: number
}

/** Connections with a token at once; the one that got its first is the first to go. */
const maxConnections = 1000
/** Before its end: the answer is on its way for a while, and clocks differ. */
const marginMs = 5 * 60 * 1000

/** One token per connection; other credentials than those it was fetched with replace it. */
export function createGraphTokens(): GraphTokens {
  const byConnection = new Map<string, Held>()
  const drop = (held: Held): void => {
    const { connectionId } = held.client
    if (byConnection.get(connectionId) === held) byConnection.delete(connectionId)
  }

  const start = (client: GraphClient, outside: Outside): Promise<string> => {
    const token = fetchToken(client, outside).then(
      ({ text, seconds }) => {
        held.text = text
        held.until = outside.now().getTime() + seconds * 1000 - marginMs
        return text
      },
      (error: unknown) => {
        drop(held)
        throw error
      },
    )
    const held: Held = { client, token, text: null, until: Number.POSITIVE_INFINITY }
    byConnection.set(client.connectionId, held)
    const [oldest] = byConnection.keys()
    if (byConnection.size > maxConnections && oldest !== undefined) byConnection.delete(oldest)
    return token
  }

  return Object.freeze({
    get: (client: GraphClient, outside: Outside): Promise<string> => {
      const held = byConnection.get(client.connectionId)
      const isGood = held !== undefined && isSame(held.client, client) && outside.now().getTime() < held.until
      return isGood ? held.token : start(client, outside)
    },
    forget: (client: GraphClient, token: string): void => {
      const held = byConnection.get(client.connectionId)
      if (held?.text === token) drop(held)
    },
  })
}

function isSame(one: GraphClient, other: GraphClient): boolean {
  return one.tenantId === other.tenantId && one.clientId === other.clientId && one.clientSecret === other.clientSecret
}
