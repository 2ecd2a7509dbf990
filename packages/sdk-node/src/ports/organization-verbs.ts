import type { Changes, ConnectionStore, DomainStore, OrganizationStore } from './organization-store.ts'
import { verbNames } from './verb-names.ts'

/** The changes, without `listen`: it is null where a store cannot tell. */
export type AskedChanges = Omit<Changes, 'listen'>

/** What can be asked of the customers, their domains and connections, by name: for who passes calls on. */
export const organizationVerbs: {
  readonly organizations: readonly (keyof OrganizationStore)[]
  readonly domains: readonly (keyof DomainStore)[]
  readonly connections: readonly (keyof ConnectionStore)[]
  readonly changes: readonly (keyof AskedChanges)[]
} = Object.freeze({
  organizations: verbNames<OrganizationStore>({ find: true, list: true, insert: true, replace: true, remove: true }),
  domains: verbNames<DomainStore>({
    find: true,
    list: true,
    findVerified: true,
    listVerified: true,
    countVerified: true,
    insert: true,
    replace: true,
    remove: true,
  }),
  connections: verbNames<ConnectionStore>({
    find: true,
    list: true,
    listDue: true,
    insert: true,
    replace: true,
    remove: true,
  }),
  changes: verbNames<AskedChanges>({ head: true, list: true }),
})
