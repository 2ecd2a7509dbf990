import { AuthError } from '../model/auth-error.ts'
import type { Origin } from '../model/draft-event.ts'
import type { Connection } from '../model/connection.ts'
import type { Identity } from '../model/identity.ts'
import type { Memo } from '../model/memo.ts'
import type { OnSignIn } from '../model/on-sign-in.ts'
import type { Organization } from '../model/organization.ts'
import type { User } from '../model/user.ts'
import type { Connections } from '../ports/connections.ts'
import type { Outside } from '../ports/outside.ts'
import type { Store } from '../ports/store.ts'
import { admit } from '../directory/admit.ts'
import { checkDomain } from './check-domain.ts'
import { checkFresh } from './check-fresh.ts'
import type { CompleteGroups } from './complete-groups.ts'
import { isServedByOthers } from './is-served-by-others.ts'
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
  /** Where the user is: that of the connection, or another of its family. */
  readonly organization: Organization
}

/** Who is asked on the way. */
export interface LoginParts {
  readonly store: Store
  readonly protocols: Protocols
  readonly connections: Pick<Connections, 'findByDomain' | 'mayVouchFor'>
  readonly completeGroups: CompleteGroups
  readonly onSignIn: OnSignIn | null
}

/**
 * From a reply to a user: the protocol proves the identity, the reply is used up, the identity's domain must be the
 * connection's, its groups must all be there, the directory lets the person in.
 *
 * @throws AuthError
 */
export async function finishLogin(
  reply: LoginReply,
  { store, protocols, connections, completeGroups, onSignIn }: LoginParts,
  outside: Outside,
): Promise<FinishedLogin> {
  const { connection, loginId, params, replyTo, memo, origin } = reply
  const proof = await protocols.finish({ connection, loginId, params, replyTo, memo }, outside)
  const now = outside.now()
  if (!(await store.replays.claim(`${connection.id}:${proof.replayId}`, proof.replayUntil, now)))
    throw new AuthError(
      'LOGIN_REPLAYED',
      `the reply '${proof.replayId}' of connection '${connection.id}' was used before`,
    )
  checkFresh(proof.identity, connection, reply.startedAt ?? now)
  const vouched = await checkDomain(proof.identity, connection, connections.mayVouchFor)
  const organization = organizationOf(vouched, connection)
  try {
    // Where SCIM sends the groups, those of the reply count for nothing, and nobody has to have them all.
    const areSentByScim = connection.provisioning.mode === 'scim'
    const identity = areSentByScim ? vouched : await completeGroups(vouched, connection, outside)
    const isOthers = async (domain: string): Promise<boolean> =>
      isServedByOthers(domain, connection, { store, connections })
    const mayVouchFor = async (domain: string): Promise<boolean> => connections.mayVouchFor(connection, domain)
    const domains = { isServedByOthers: isOthers, mayVouchFor }
    const admission = { identity, connection, organization, loginId, origin, now, onSignIn, ...domains }
    return { identity, ...(await admit(admission, store)) }
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
