import { AuthError } from '../model/auth-error.ts'
import type { Store } from '../ports/store.ts'

type Verbs = Readonly<Record<string, (...values: never[]) => Promise<unknown>>>

/**
 * The store, with one kind of failure: whatever its driver throws becomes STORE_UNAVAILABLE (503), so that an outage is
 * told from a bug, and nobody is taken for signed out.
 */
export function typedStore(store: Store): Store {
  return Object.freeze({
    kind: store.kind,
    logins: typedVerbs(store.logins),
    replays: typedVerbs(store.replays),
    users: typedVerbs(store.users),
  })
}

function typedVerbs<V extends object>(verbs: V): V {
  const typed = Object.entries(verbs as unknown as Verbs).map(([name, verb]) => [
    name,
    async (...values: never[]): Promise<unknown> => {
      try {
        return await verb(...values)
      } catch (cause) {
        throw cause instanceof AuthError
          ? cause
          : new AuthError('STORE_UNAVAILABLE', `store.${name}: ${String(cause)}`, { cause })
      }
    },
  ])
  return Object.freeze(Object.fromEntries(typed) as V)
}
