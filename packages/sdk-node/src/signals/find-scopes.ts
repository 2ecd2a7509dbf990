import type { RevokedScope } from '../model/revocation.ts'
import type { SimpleSubject, Subject } from './parse-subject.ts'
import type { SignalRealm } from './signal-realm.ts'

/** Whose sessions a subject means. */
export interface FoundScopes {
  readonly scopes: readonly RevokedScope[]
  /** The user, where one is known. */
  readonly userId: string | null
  /** False: nobody here has that name. `scopes` may still hold what ends sessions of somebody who was forgotten. */
  readonly isKnown: boolean
}

const nobody: FoundScopes = Object.freeze({ scopes: [], userId: null, isKnown: false })

/**
 * Whose sessions a subject means, of this connection's people alone. A session that is named is the only one that ends; one that cannot
 * be told among its user's ends all of them.
 */
export async function findScopes(subject: Subject, realm: SignalRealm): Promise<FoundScopes> {
  const sessions = subject.session.flatMap((name) => toSessionScopes(name, subject, realm))
  if (sessions.length > 0 && !subject.isSimple) return { ...nobody, scopes: sessions, isKnown: true }
  const found = await Promise.all(subject.user.map((name) => findUser(name, realm)))
  return {
    scopes: distinct([...sessions, ...found.flatMap(({ scopes }) => scopes)]),
    userId: found.find(({ userId }) => userId !== null)?.userId ?? null,
    isKnown: found.some(({ isKnown }) => isKnown),
  }
}

async function findUser(name: SimpleSubject, realm: SignalRealm): Promise<FoundScopes> {
  switch (name.format) {
    case 'iss_sub':
      return realm.issuers.includes(name.iss) ? named(name.sub, await realm.findByLink(name.sub), realm) : nobody
    case 'opaque':
      return named(name.id, (await realm.findByLink(name.id)) ?? (await realm.findById(name.id)), realm)
    case 'email':
      return known(await realm.findByEmail(name.email))
    case 'other':
      return nobody
  }
}

/** By the name in the cookies, whoever that is; and the whole user, who may have other ways in. */
function named(name: string, userId: string | null, realm: SignalRealm): FoundScopes {
  const user = known(userId)
  return {
    ...user,
    scopes: [{ kind: 'subject', key: realm.toKey(name) }, ...user.scopes],
    isKnown: user.isKnown || !realm.linksBySubject,
  }
}

function known(userId: string | null): FoundScopes {
  return userId === null ? nobody : { scopes: [{ kind: 'user', key: userId }], userId, isKnown: true }
}

function toSessionScopes(name: SimpleSubject, { user }: Subject, realm: SignalRealm): readonly RevokedScope[] {
  if (name.format !== 'opaque') return []
  if (!realm.isSaml) return [{ kind: 'sid', key: realm.toKey(name.id) }]
  return listNames(user, realm).map((nameId) => ({
    kind: 'session-index',
    key: realm.toKey(realm.toSamlSessionName(nameId, name.id)),
  }))
}

function listNames(user: readonly SimpleSubject[], { issuers }: SignalRealm): readonly string[] {
  return user.flatMap((name) => {
    if (name.format === 'iss_sub') return issuers.includes(name.iss) ? [name.sub] : []
    return name.format === 'opaque' ? [name.id] : []
  })
}

function distinct(scopes: readonly RevokedScope[]): readonly RevokedScope[] {
  return [...new Map(scopes.map((scope) => [`${scope.kind} ${scope.key}`, scope])).values()]
}
