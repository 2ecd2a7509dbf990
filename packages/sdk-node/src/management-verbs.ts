import type { Management } from './create-management.ts'
import type { ManageSignals } from './signals/manage-signals.ts'
import type { ManageWebhooks } from './webhooks/manage-webhooks.ts'

/** The compiler misses a verb that is not here. */
type Verbs<V> = Readonly<Record<keyof V & string, true>>

const every: { readonly [K in keyof Management]: Verbs<Management[K]> } = {
  organizations: { create: true, get: true, find: true, list: true, update: true, remove: true },
  domains: { add: true, get: true, list: true, verify: true, update: true, remove: true },
  connections: {
    create: true,
    get: true,
    list: true,
    update: true,
    guide: true,
    startTest: true,
    findTest: true,
    activate: true,
    deactivate: true,
    remove: true,
    refreshMetadata: true,
    beginKeyRollover: true,
    finishKeyRollover: true,
    exportAll: true,
    importAll: true,
    resealSecrets: true,
    maintain: true,
  },
  users: {
    create: true,
    get: true,
    find: true,
    findByEmail: true,
    list: true,
    update: true,
    remove: true,
    unlink: true,
    listLogins: true,
    listLoginsOfOrganization: true,
  },
  groups: {
    create: true,
    get: true,
    list: true,
    rename: true,
    remove: true,
    listMembers: true,
    addMembers: true,
    removeMembers: true,
  },
  roles: {
    map: true,
    unmap: true,
    listMappings: true,
    listConflicts: true,
    reconcile: true,
    explain: true,
    simulate: true,
  },
  sessions: { list: true, revoke: true, getAccessToken: true },
  scim: { baseUrl: true, createToken: true, listTokens: true, revokeToken: true },
}

const namesOf = <V extends object>(verbs: Verbs<V>): readonly (keyof V & string)[] =>
  Object.freeze(Object.keys(verbs) as (keyof V & string)[])

/** The verbs of management by part, known before the parts are loaded. */
export const managementVerbs: { readonly [K in keyof Management]: readonly (keyof Management[K] & string)[] } = {
  organizations: namesOf(every.organizations),
  domains: namesOf(every.domains),
  connections: namesOf(every.connections),
  users: namesOf(every.users),
  groups: namesOf(every.groups),
  roles: namesOf(every.roles),
  sessions: namesOf(every.sessions),
  scim: namesOf(every.scim),
}

/** The same of `auth.webhooks`, which is loaded apart: a worker needs nothing of management. */
export const webhookVerbs: readonly (keyof ManageWebhooks)[] = namesOf<ManageWebhooks>({
  create: true,
  get: true,
  list: true,
  update: true,
  remove: true,
  rotateSecret: true,
  listDeliveries: true,
  replay: true,
  resealSecrets: true,
})

/** The same of `auth.signals`. */
export const signalVerbs: readonly (keyof ManageSignals)[] = namesOf<ManageSignals>({
  poll: true,
  pollDue: true,
  verify: true,
  status: true,
})
