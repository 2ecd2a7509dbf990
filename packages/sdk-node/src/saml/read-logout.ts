import { AuthError } from '../model/auth-error.ts'
import type { SamlConnection } from '../model/connection.ts'
import { addSeconds } from './add-seconds.ts'
import { checkLogout } from './check-logout.ts'
import { logoutInvalid } from './logout-invalid.ts'
import type { IncomingLogout, LogoutMessage, ReadLogout } from './logout-message.ts'
import { maxAgeSeconds } from './max-age.ts'
import { openElement } from './open-element.ts'
import { parseLogout } from './parse-logout.ts'
import { verifyLogout } from './verify-logout.ts'

/** A message, and where it came. */
export interface LogoutArrival {
  readonly connection: SamlConnection
  readonly incoming: IncomingLogout
  /** Our address for logout messages of that connection. */
  readonly sloUrl: URL
}

/**
 * A LogoutRequest or LogoutResponse of the connection's identity provider. The order is the security: each step relies on those before it, and
 * reads nothing that they have not let through. Whether a request came before, and what a response answers, the caller has to see.
 *
 * @throws AuthError SAML_LOGOUT_INVALID
 */
export async function readLogout({ connection, incoming, sloUrl }: LogoutArrival, now: Date): Promise<ReadLogout> {
  try {
    const verified = await verifyLogout(incoming, connection)
    const message = parseLogout(verified, (encrypted) => openElement(encrypted, connection))
    checkLogout(message, { connection, sloUrl: sloUrl.href, now })
    return { message, relayState: verified.relayState, until: findEnd(message, connection.clockSkewSeconds) }
  } catch (error) {
    throw toLogoutInvalid(error)
  }
}

/** What responses are read with speaks of responses. */
function toLogoutInvalid(error: unknown): unknown {
  const isOurs = error instanceof AuthError && error.code !== 'SAML_LOGOUT_INVALID' && error.code.startsWith('SAML_')
  return isOurs ? logoutInvalid(error.detail, { cause: error }) : error
}

function findEnd(message: LogoutMessage, skewSeconds: number): Date {
  const tooOld = addSeconds(message.issueInstant, maxAgeSeconds).getTime()
  const end = message.kind === 'request' ? (message.notOnOrAfter?.getTime() ?? tooOld) : tooOld
  return addSeconds(new Date(Math.min(end, tooOld)), skewSeconds)
}
