import { AuthError } from '../model/auth-error.ts'
import type { Changes } from '../ports/organization-store.ts'
import type { Store } from '../ports/store.ts'
import { directoryVerbs } from '../ports/directory-verbs.ts'
import { sessionVerbs } from '../ports/session-verbs.ts'
import { webhookVerbs } from '../ports/webhook-verbs.ts'
import { organizationVerbs } from '../ports/organization-verbs.ts'
import type { Revocations } from '../ports/revocation-store.ts'
import { revocationVerbs } from '../ports/revocation-verbs.ts'

/**
 * The store, with one kind of failure: whatever its driver throws becomes STORE_UNAVAILABLE (503), so that an outage is
 * told from a bug, and nobody is taken for signed out.
 */
export function typedStore(store: Store): Store {
  return Object.freeze({
    kind: store.kind,
    logins: typedVerbs(store.logins, ['put', 'take']),
    replays: typedVerbs(store.replays, ['claim']),
    organizations: typedVerbs(store.organizations, organizationVerbs.organizations),
    domains: typedVerbs(store.domains, organizationVerbs.domains),
    connections: typedVerbs(store.connections, organizationVerbs.connections),
    changes: typedListening<Changes>(store.changes, organizationVerbs.changes),
    revocations: typedListening<Revocations>(store.revocations, revocationVerbs),
    users: typedVerbs(store.users, directoryVerbs.users),
    groups: typedVerbs(store.groups, directoryVerbs.groups),
    roleMappings: typedVerbs(store.roleMappings, directoryVerbs.roleMappings),
    loginRecords: typedVerbs(store.loginRecords, directoryVerbs.loginRecords),
    scimTokens: typedVerbs(store.scimTokens, webhookVerbs.scimTokens),
    webhookEndpoints: typedVerbs(store.webhookEndpoints, webhookVerbs.webhookEndpoints),
    deliveries: typedVerbs(store.deliveries, webhookVerbs.deliveries),
    sessions: typedVerbs(store.sessions, sessionVerbs),
    events: typedVerbs(store.events, ['append', 'list', 'head']),
  })
}

/** A store that cannot tell has no `listen`; null stays null. */
function typedListening<V extends { readonly listen: Changes['listen'] }>(
  verbs: V,
  names: readonly (keyof V & string)[],
): V {
  const told = verbs.listen === null ? { listen: null } : typedVerbs<V>(verbs, ['listen'])
  return Object.freeze({ ...typedVerbs(verbs, names), listen: told.listen })
}

/** By name and not by listing: a store may be an instance of a class, whose verbs are not its own properties. */
function typedVerbs<V extends object>(verbs: V, names: readonly (keyof V & string)[]): V {
  const call = verbs as Readonly<Record<string, (...values: unknown[]) => Promise<unknown>>>
  const typed = names.map((name) => [
    name,
    async (...values: unknown[]): Promise<unknown> => {
      try {
        return await call[name]?.(...values)
      } catch (cause) {
        if (cause instanceof AuthError) throw cause
        throw new AuthError('STORE_UNAVAILABLE', `store.${name}: ${String(cause)}`, { cause })
      }
    },
  ])
  return Object.freeze(Object.fromEntries(typed) as V)
}
