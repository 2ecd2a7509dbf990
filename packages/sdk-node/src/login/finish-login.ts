import type { AuthenticationPolicy } from '../model/authentication-policy.ts'
import { AuthError } from '../model/auth-error.ts'
import type { Origin } from '../model/draft-event.ts'
import type { Connection } from '../model/connection.ts'
import type { Identity } from '../model/identity.ts'
import type { Memo } from '../model/memo.ts'
import type { OnSignIn } from '../model/on-sign-in.ts'
import type { Organization } from '../model/organization.ts'
import type { UpstreamSecrets } from '../model/session-secrets.ts'
import type { User } from '../model/user.ts'
import type { Connections } from '../ports/connections.ts'
import type { Outside } from '../ports/outside.ts'
import type { Store } from '../ports/store.ts'
import { admit } from '../directory/admit.ts'
import { checkAuthentication } from './check-authentication.ts'
import { checkDomain } from './check-domain.ts'
import { checkFresh } from './check-fresh.ts'
import { checkSignedIn, type IsSignedOut } from './check-signed-in.ts'
import type { CompleteGroups } from './complete-groups.ts'
import { earliestByPolicy, earliestByStepUp, toAuthenticatedAt, type LoginTimes } from './earliest-authentication.ts'
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
  /** With the limit of the session that the organization wants, and the time of the check by our clock. */
  readonly identity: Identity
  readonly user: User
  /** Where the user is: that of the connection, or another of its family. */
  readonly organization: Organization
  /** When the reply came. Its session begins then: whatever ended sessions while the reply was looked at has ended this one too. */
  readonly cameAt: Date
  /** What signing out at the identity provider will need, and its tokens. */
  readonly secrets: UpstreamSecrets
}

/** Who is asked on the way. */
export interface LoginParts {
  readonly store: Store
  readonly protocols: Protocols
  readonly connections: Pick<Connections, 'findByDomain' | 'mayVouchFor'>
  readonly completeGroups: CompleteGroups
  readonly onSignIn: OnSignIn | null
  readonly isSignedOut: IsSignedOut
}

/**
 * From a reply to a user: the protocol proves the identity, the reply is used up, the identity's domain must be the
 * connection's, its groups must all be there, the directory lets the person in.
 *
 * @throws AuthError
 */
export async function finishLogin(
  reply: LoginReply,
  { store, protocols, connections, completeGroups, onSignIn, isSignedOut }: LoginParts,
  outside: Outside,
): Promise<FinishedLogin> {
  const { connection, loginId, params, replyTo, memo, origin } = reply
  const cameAt = outside.now()
  const proof = await protocols.finish({ connection, loginId, params, replyTo, memo }, outside)
  const now = outside.now()
  // Both are chosen by others: the word in front keeps them from being the name of any other claim.
  if (!(await store.replays.claim(`login:${connection.id}:${proof.replayId}`, proof.replayUntil, now)))
    throw new AuthError(
      'LOGIN_REPLAYED',
      `the reply '${proof.replayId}' of connection '${connection.id}' was used before`,
    )
  await checkSignedIn(proof, reply.startedAt, isSignedOut)
  const times = { startedAt: reply.startedAt ?? now, now, clockSkewSeconds: connection.clockSkewSeconds }
  checkFresh(proof.identity, connection, times.startedAt)
  const { stepUp } = memo
  if (stepUp !== undefined) checkAuthentication(proof.identity, stepUp, earliestByStepUp(stepUp, times))
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
    const checkPolicy = (policy: AuthenticationPolicy): void =>
      checkAuthentication(identity, policy, earliestByPolicy(policy, times))
    // What the sign-in itself changes must not end the session that begins with it.
    const at = { now: cameAt, loginId, origin }
    const admission = { identity, connection, organization, onSignIn, checkPolicy, ...at, ...domains }
    const { policy, ...admitted } = await admit(admission, store)
    return {
      ...admitted,
      cameAt,
      identity: toLimited(identity, policy, { ...times, now: cameAt }, stepUp !== undefined),
      secrets: proof.secrets,
    }
  } catch (error) {
    throw locateFailure(error, { organizationId: organization.id })
  }
}

/** For the session that begins now. */
function toLimited(identity: Identity, policy: AuthenticationPolicy, times: LoginTimes, isStepUp: boolean): Identity {
  const { sessionMaximumSeconds } = policy
  const ends = [
    ...(identity.sessionExpiresAt === null ? [] : [identity.sessionExpiresAt.getTime()]),
    ...(sessionMaximumSeconds === null ? [] : [times.now.getTime() + sessionMaximumSeconds * 1000]),
  ]
  return {
    ...identity,
    authenticatedAt: toAuthenticatedAt(identity.authenticatedAt, isStepUp, times),
    sessionExpiresAt: ends.length === 0 ? null : new Date(Math.min(...ends)),
  }
}

/** An identity service serves many organizations and names each person's; anyone else speaks for one. */
function organizationOf(identity: Identity, connection: Connection): Organization {
  const id = connection.organizationFromClaims ? identity.attributes['org_id']?.[0] : undefined
  if (id === undefined) return connection.organization
  return { id, name: identity.attributes['org_name']?.[0] ?? id }
}
