import type { Session } from '../model/session.ts'
import type { KeyRing } from './key-ring.ts'
import { createDerivedKeys } from './derived-keys.ts'
import { openSeal } from './open-seal.ts'
import { createRecentlyOpened } from './recently-opened.ts'
import { createTextSeal } from './seal-text.ts'

/** A session as its cookie has it. `roles` is null where the cookie had no room for them: they are in the session's record. */
export type SealedSession = Session | (Omit<Session, 'roles'> & { readonly roles: null })

/** Turns sessions into cookie values and back. */
export interface SessionSeal {
  /** Of any length: whoever makes a cookie of it sees whether a browser takes it. */
  readonly seal: (session: SealedSession) => Promise<string>
  /** Null for anything we did not seal. Says nothing about expiry. */
  readonly open: (value: string) => SealedSession | null
}

/** In the format of iron-session, by our own synchronous writer and reader of it; iron-session is the oracle of the tests. */
export function createSessionSeal(keys: KeyRing): SessionSeal {
  const recent = createRecentlyOpened<SealedSession>()
  const derived = createDerivedKeys()
  const sealText = createTextSeal(keys)
  return Object.freeze({
    seal: async (session: SealedSession): Promise<string> => sealText(JSON.stringify(toSealed(session))),
    open: (value: string): SealedSession | null => {
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
  /** 2: the roles are in the session's record. To a version that knows 1 only, that is no session, and not one without roles. */
  readonly v: 1 | 2
  readonly id: string
  readonly user: readonly [id: string, email: string | null, name: string | null]
  readonly org: readonly [id: string, name: string]
  readonly con: string
  /** Left out: null. Cookies of a version before have none. */
  readonly up?: readonly [subject: string, sessionIndex: string | null]
  /** Left out: null, and none. Likewise. */
  readonly acr?: string
  readonly amr?: readonly string[]
  /** Left out with version 2. */
  readonly roles?: readonly string[]
  readonly at: readonly [createdAt: number, authenticatedAt: number, expiresAt: number, endsAt: number]
}

function toSealed(session: SealedSession): Sealed {
  const { id, user, organization, connection, upstream, authenticationContext, authenticationMethods, roles } = session
  const { createdAt, authenticatedAt, expiresAt, endsAt } = session
  return {
    v: roles === null ? 2 : 1,
    id,
    user: [user.id, user.email, user.name],
    org: [organization.id, organization.name],
    con: connection,
    ...(upstream !== null && { up: [upstream.subject, upstream.sessionIndex] as const }),
    ...(authenticationContext !== null && { acr: authenticationContext }),
    ...(authenticationMethods.length > 0 && { amr: authenticationMethods }),
    ...(roles !== null && { roles }),
    at: [createdAt.getTime(), authenticatedAt.getTime(), expiresAt.getTime(), endsAt.getTime()],
  }
}

const none: readonly string[] = Object.freeze([])

/** Only our secrets seal, so the shape is ours; the version says which. An app may seal other things with the same secret. */
function fromSealed(text: string): SealedSession | null {
  const { v, id, user, org, con, up, acr, amr, roles, at } = JSON.parse(text) as Sealed
  if (v !== 1 && v !== 2) return null
  return Object.freeze({
    id,
    user: Object.freeze({ id: user[0], email: user[1], name: user[2] }),
    organization: Object.freeze({ id: org[0], name: org[1] }),
    connection: con,
    upstream: up === undefined ? null : Object.freeze({ subject: up[0], sessionIndex: up[1] }),
    roles: roles === undefined ? null : Object.freeze(roles),
    createdAt: new Date(at[0]),
    authenticatedAt: new Date(at[1]),
    authenticationContext: acr ?? null,
    authenticationMethods: amr === undefined ? none : Object.freeze(amr),
    expiresAt: new Date(at[2]),
    endsAt: new Date(at[3]),
  })
}
