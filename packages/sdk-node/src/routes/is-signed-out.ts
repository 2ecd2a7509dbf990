import type { IsSignedOut } from '../login/check-signed-in.ts'
import type { Connection } from '../model/connection.ts'
import { toUpstream } from '../sessions/to-upstream.ts'
import type { Kit } from './kit.ts'
import { toUpstreamNames } from './to-upstream-names.ts'

/** Asks the store now: a session that begins because nobody had heard of a sign-out yet would live on. */
export function createIsSignedOut(connection: Connection, { revocations }: Pick<Kit, 'revocations'>): IsSignedOut {
  return async (identity, at) => {
    revocations.expire()
    await revocations.catchUp()
    return revocations.isUpstreamRevoked(toUpstream(connection.id, toUpstreamNames(identity, connection)), at)
  }
}
