import type { Revocation } from '../model/revocation.ts'
import type { RevocationKind } from '../model/revocation-kind.ts'
import type { Session } from '../model/session.ts'

/** What of a session says whether it is over. */
export type RevocableSession = Pick<Session, 'id' | 'user' | 'organization' | 'connection' | 'upstream' | 'createdAt'>

/** What an identity provider calls somebody, and a session of theirs. */
export type Upstream = NonNullable<Session['upstream']>

/** Everything that is revoked, in memory. */
export interface RevocationMirror {
  /** Costs a look into a few maps, and nothing while nothing is revoked. */
  readonly isRevoked: (session: RevocableSession) => boolean
  /** Whether the identity provider has ended what somebody began there at that moment. */
  readonly isUpstreamRevoked: (upstream: Upstream, at: Date) => boolean
  readonly add: (revocations: readonly Revocation[]) => void
  /** Forgets what no living session can be older than. @param endedBefore sessions that began before are over anyway */
  readonly forget: (endedBefore: Date) => void
  readonly size: () => number
}

type Watermarks = Map<string, number>

/**
 * One map per kind, from key to moment in epoch milliseconds. A key that is revoked again moves to the end, so the maps stay in the order of
 * their moments and the oldest are forgotten first.
 */
export function createRevocationMirror(): RevocationMirror {
  const marks: Readonly<Record<RevocationKind, Watermarks>> = {
    session: new Map(),
    user: new Map(),
    subject: new Map(),
    'session-index': new Map(),
    sid: new Map(),
    connection: new Map(),
    organization: new Map(),
    domain: new Map(),
    password: new Map(),
  }
  /** Of `domain`, those with `*.` in front, without it. */
  const below: Watermarks = new Map()
  const all = [...Object.values(marks), below]
  let count = 0
  const recount = (): void => {
    count = all.reduce((sum, { size }) => sum + size, 0)
  }
  const isUpstreamOver = ({ subject, sessionIndex }: Upstream, at: number): boolean =>
    isOver(marks.subject, subject, at) ||
    (sessionIndex !== null && (marks.sid.has(sessionIndex) || isOver(marks['session-index'], sessionIndex, at)))
  /** `ana@eu.acme.test` is in `eu.acme.test`, and below `acme.test` and `test`. */
  const isDomainOver = (email: string | null, at: number): boolean => {
    if (email === null || marks.domain.size + below.size === 0) return false
    const start = email.lastIndexOf('@') + 1
    if (isOver(marks.domain, email.slice(start), at)) return true
    if (below.size === 0) return false
    for (let dot = email.indexOf('.', start); dot !== -1; dot = email.indexOf('.', dot + 1))
      if (isOver(below, email.slice(dot + 1), at)) return true
    return false
  }
  return Object.freeze({
    isRevoked: (session) => {
      if (count === 0) return false
      const at = session.createdAt.getTime()
      const { id, user, organization, connection, upstream } = session
      return (
        marks.session.has(id) ||
        isOver(marks.user, user.id, at) ||
        (upstream === null ? isOver(marks.password, organization.id, at) : isUpstreamOver(upstream, at)) ||
        isOver(marks.connection, connection, at) ||
        isOver(marks.organization, organization.id, at) ||
        isDomainOver(user.email, at)
      )
    },
    isUpstreamRevoked: (upstream, at) => isUpstreamOver(upstream, at.getTime()),
    add: (revocations) => {
      for (const { kind, key, before } of revocations) {
        const isBelow = kind === 'domain' && key.startsWith('*.')
        const [known, name] = isBelow ? [below, key.slice(2)] : [marks[kind], key]
        const at = Math.max(before.getTime(), known.get(name) ?? -Infinity)
        known.delete(name)
        known.set(name, at)
      }
      recount()
    },
    forget: (endedBefore) => {
      for (const known of all)
        for (const [key, at] of known) {
          if (at > endedBefore.getTime()) break
          known.delete(key)
        }
      recount()
    },
    size: () => count,
  } satisfies RevocationMirror)
}

function isOver(known: Watermarks, key: string, at: number): boolean {
  return known.size > 0 && (known.get(key) ?? -Infinity) > at
}
