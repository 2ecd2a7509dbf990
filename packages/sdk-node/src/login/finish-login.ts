import { AuthError } from '../model/auth-error.ts'
import type { Origin } from '../model/draft-event.ts'
import type { Connection } from '../model/connection.ts'
import type { Identity } from '../model/identity.ts'
import type { Memo } from '../model/memo.ts'
import type { Organization } from '../model/organization.ts'
import type { User } from '../model/user.ts'
import type { Outside } from '../ports/outside.ts'
import type { Store } from '../ports/store.ts'
import { admit } from '../directory/admit.ts'
import { checkDomain } from './check-domain.ts'
import { checkFresh } from './check-fresh.ts'
import { locateFailure } from './locate-failure.ts'
import type { Protocols } from './protocols.ts'

/** What came back, and what was remembered. */
export interface LoginReply {
  readonly connection: Connection
  readonly loginId: string
  readonly replyTo: URL
  readonly memo: Memo
  readonly params: URLSearchParams
  /** When the person left for the identity provider; null when nobody asked. */
  readonly startedAt: Date | null
  /** Of the browser that brought it. */
  readonly origin: Origin
}

/** A person who may come in. */
export interface FinishedLogin {
  readonly identity: Identity
  readonly user: User
  readonly organization: Organization
}

/**
 * From a reply to a user: the protocol proves the identity, the reply is used up, the identity's domain must be the
 * connection's, the directory lets the person in.
 *
 * @throws AuthError
 */
export async function finishLogin(
  reply: LoginReply,
  store: Store,
  protocols: Protocols,
  outside: Outside,
): Promise<FinishedLogin> {
  const { connection, loginId, params, replyTo, memo } = reply
  const proof = await protocols.finish({ connection, loginId, params, replyTo, memo }, outside)
  const now = outside.now()
  if (!(await store.replays.claim(`${connection.id}:${proof.replayId}`, proof.replayUntil, now)))
    throw new AuthError(
      'LOGIN_REPLAYED',
      `the reply '${proof.replayId}' of connection '${connection.id}' was used before`,
    )
  checkFresh(proof.identity, connection, reply.startedAt ?? now)
  const identity = checkDomain(proof.identity, connection)
  const organization = organizationOf(identity, connection)
  try {
    const user = await admit({ identity, organization, loginId, origin: reply.origin, now }, store)
    return { identity, user, organization }
  } catch (error) {
    throw locateFailure(error, { organizationId: organization.id })
  }
}

/** An identity service serves many organizations and names each person's; anyone else speaks for one. */
function organizationOf(identity: Identity, connection: Connection): Organization {
  const id = connection.organizationFromClaims ? identity.attributes['org_id']?.[0] : undefined
  if (id === undefined) return connection.organization
  return { id, name: identity.attributes['org_name']?.[0] ?? id }
}
