import type { Groups, LoginRecords, RoleMappings, Users } from './directory-store.ts'
import { verbNames } from './verb-names.ts'

/** What can be asked of the directory, by name: for who passes calls on. */
export const directoryVerbs: {
  readonly users: readonly (keyof Users)[]
  readonly groups: readonly (keyof Groups)[]
  readonly roleMappings: readonly (keyof RoleMappings)[]
  readonly loginRecords: readonly (keyof LoginRecords)[]
} = Object.freeze({
  users: verbNames<Users>({
    find: true,
    findAnywhere: true,
    findByLink: true,
    findByEmail: true,
    findByUsername: true,
    findByExternalId: true,
    findMany: true,
    findOfScim: true,
    listOfScimByEmail: true,
    listOfScim: true,
    countOfScim: true,
    findRemovedOfScim: true,
    list: true,
    count: true,
    insert: true,
    link: true,
    listLinks: true,
    unlink: true,
    replace: true,
    move: true,
    remove: true,
  }),
  groups: verbNames<Groups>({
    find: true,
    findByName: true,
    findByExternalId: true,
    listOfScim: true,
    listOfScimByName: true,
    countOfScim: true,
    listInside: true,
    amend: true,
    list: true,
    insert: true,
    replace: true,
    remove: true,
    listOfUsers: true,
    listMembers: true,
    countMembers: true,
    change: true,
  }),
  roleMappings: verbNames<RoleMappings>({ list: true, put: true, remove: true }),
  loginRecords: verbNames<LoginRecords>({ listOfUser: true, list: true }),
})
