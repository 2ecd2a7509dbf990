import type { ConnectionRecord } from '../model/connection-record.ts'
import type { ConnectionTools } from './connection-tools.ts'
import { reachOf } from './resolve-source.ts'
import { isSame } from './to-connection-values.ts'

/**
 * Asks an issuer what it says of itself, so that a wrong one is told at once and not to the first person who signs in.
 *
 * @param before asked only when that had another one; null: in any case.
 * @throws AuthError OIDC_DISCOVERY_FAILED
 */
export async function checkIssuer(
  { settings }: ConnectionRecord,
  before: ConnectionRecord | null,
  { discoverIssuer }: Pick<ConnectionTools, 'discoverIssuer'>,
): Promise<void> {
  const { issuer } = settings
  const reach = reachOf(settings)
  if (typeof issuer !== 'string') return
  if (before !== null && before.settings['issuer'] === issuer && isSame(reachOf(before.settings), reach)) return
  await discoverIssuer({ issuer, ...reach })
}
