import type { ConnectionSummary, Connections } from '../ports/connections.ts'
import type { Email } from './parse-email.ts'

/** Which connections serve an address. Decided by the domain alone, so it tells nothing about accounts. */
export async function discover(email: Email, connections: Connections): Promise<readonly ConnectionSummary[]> {
  const own = await connections.findByDomain(email.domain)
  if (own.length > 0) return own
  const fallback = await connections.findDefault()
  return fallback ? [fallback] : []
}
