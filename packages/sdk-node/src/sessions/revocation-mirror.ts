import type { Revocation } from '../model/revocation.ts'
import type { RevocationKind } from '../model/revocation-kind.ts'
import type { Session } from '../model/session.ts'

/** Everything that is revoked, in memory. */
export interface RevocationMirror {
  /** Costs a look into a few maps, and nothing while nothing is revoked. */
  readonly isRevoked: (session: Session) => boolean
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
    connection: new Map(),
    organization: new Map(),
    domain: new Map(),
    password: new Map(),
  }
  const all = Object.values(marks)
  let count = 0
  const recount = (): void => {
    count = all.reduce((sum, { size }) => sum + size, 0)
  }
  const isOver = (kind: RevocationKind, key: string | null, at: number): boolean => {
    const known = marks[kind]
    return known.size > 0 && key !== null && (known.get(key) ?? -Infinity) > at
  }
  return Object.freeze({
    isRevoked: (session) => {
      if (count === 0) return false
      const at = session.createdAt.getTime()
      const { id, user, organization, connection, upstream } = session
      return (
        marks.session.has(id) ||
        isOver('user', user.id, at) ||
        (upstream === null
          ? isOver('password', organization.id, at)
          : isOver('subject', upstream.subject, at) || isOver('session-index', upstream.sessionIndex, at)) ||
        isOver('connection', connection, at) ||
        isOver('organization', organization.id, at) ||
        (marks.domain.size > 0 && listDomains(user.email).some((key) => isOver('domain', key, at)))
      )
    },
    add: (revocations) => {
      for (const { kind, key, before } of revocations) {
        const known = marks[kind]
        const at = Math.max(before.getTime(), known.get(key) ?? -Infinity)
        known.delete(key)
        known.set(key, at)
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

/** `ana@eu.acme.test` is in `eu.acme.test`, and below `acme.test` and `test`. */
function listDomains(email: string | null): readonly string[] {
  if (email === null) return []
  const labels = email.slice(email.lastIndexOf('@') + 1).split('.')
  return labels.map((_, index) => (index === 0 ? '' : '*.') + labels.slice(index).join('.'))
}
