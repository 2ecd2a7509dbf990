import { AuthError } from '../model/auth-error.ts'
import type { Session } from '../model/session.ts'
import type { KeyRing } from './key-ring.ts'
import { createDerivedKeys } from './derived-keys.ts'
import { openSeal } from './open-seal.ts'
import { createRecentlyOpened } from './recently-opened.ts'
import { createTextSeal } from './seal-text.ts'

/** Browsers take 4096 bytes for name, value and attributes together. */
const maxSealLength = 3800

/** Turns sessions into cookie values and back. */
export interface SessionSeal {
  /** @throws AuthError SESSION_TOO_LARGE */
  readonly seal: (session: Session) => Promise<string>
  /** Null for anything we did not seal. Says nothing about expiry. */
  readonly open: (value: string) => Session | null
}

/** In the format of iron-session, by our own synchronous writer and reader of it; iron-session is the oracle of the tests. */
export function createSessionSeal(keys: KeyRing): SessionSeal {
  const recent = createRecentlyOpened<Session>()
  const derived = createDerivedKeys()
  const sealText = createTextSeal(keys)
  return Object.freeze({
    seal: async (session: Session): Promise<string> => {
      const value = sealText(JSON.stringify(toSealed(session)))
      if (value.length > maxSealLength)
        throw new AuthError(
          'SESSION_TOO_LARGE',
          `the sealed session has ${value.length} characters, a cookie takes ${maxSealLength}`,
        )
      return value
    },
    open: (value: string): Session | null => {
      const known = recent.find(value)
      if (known !== null) return known
      const text = openSeal(value, keys, derived)
      if (text === null) return null
      const session = fromSealed(text)
      if (session !== null) recent.keep(value, session)
      return session
    },
  })
}

/** What is inside the seal. Short keys and epoch milliseconds: it travels with every request. */
interface Sealed {
  readonly v: 1
  readonly id: string
  readonly user: readonly [id: string, email: string | null, name: string | null]
  readonly org: readonly [id: string, name: string]
  readonly con: string
  /** Left out: null. Cookies of a version before have none. */
  readonly up?: readonly [subject: string, sessionIndex: string | null]
  readonly roles: readonly string[]
  readonly at: readonly [createdAt: number, authenticatedAt: number, expiresAt: number, endsAt: number]
}

function toSealed(session: Session): Sealed {
  const { id, user, organization, connection, upstream, roles, createdAt, authenticatedAt, expiresAt, endsAt } = session
  return {
    v: 1,
    id,
    user: [user.id, user.email, user.name],
    org: [organization.id, organization.name],
    con: connection,
    ...(upstream !== null && { up: [upstream.subject, upstream.sessionIndex] as const }),
    roles,
    at: [createdAt.getTime(), authenticatedAt.getTime(), expiresAt.getTime(), endsAt.getTime()],
  }
}

/** Only our secrets seal, so the shape is ours; the version says which. An app may seal other things with the same secret. */
function fromSealed(text: string): Session | null {
  const { v, id, user, org, con, up, roles, at } = JSON.parse(text) as Sealed
  if (v !== 1) return null
  return Object.freeze({
    id,
    user: Object.freeze({ id: user[0], email: user[1], name: user[2] }),
    organization: Object.freeze({ id: org[0], name: org[1] }),
    connection: con,
    upstream: up === undefined ? null : Object.freeze({ subject: up[0], sessionIndex: up[1] }),
    roles: Object.freeze(roles),
    createdAt: new Date(at[0]),
    authenticatedAt: new Date(at[1]),
    expiresAt: new Date(at[2]),
    endsAt: new Date(at[3]),
  })
}
