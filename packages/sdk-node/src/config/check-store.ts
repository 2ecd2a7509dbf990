import type { Store } from '../ports/store.ts'
import { isObject } from './take-known.ts'

type Parts = Omit<Store, 'kind'>

/** Every method of every part; the compiler misses one that is not here. */
const methods: { readonly [Part in keyof Parts]: Readonly<Record<keyof Parts[Part], true>> } = {
  logins: { put: true, take: true },
  replays: { claim: true },
  events: { append: true, list: true, head: true },
  organizations: { find: true, list: true, insert: true, replace: true, remove: true },
  domains: {
    find: true,
    list: true,
    findVerified: true,
    listVerified: true,
    countVerified: true,
    insert: true,
    replace: true,
    remove: true,
  },
  connections: { find: true, list: true, listDue: true, insert: true, replace: true, remove: true },
  changes: { head: true, list: true, listen: true },
  users: {
    find: true,
    findAnywhere: true,
    findByLink: true,
    findByEmail: true,
    findByUsername: true,
    findByExternalId: true,
    list: true,
    count: true,
    insert: true,
    link: true,
    listLinks: true,
    unlink: true,
    replace: true,
    move: true,
    remove: true,
  },
  groups: {
    find: true,
    findByName: true,
    list: true,
    insert: true,
    replace: true,
    remove: true,
    listOfUsers: true,
    listMembers: true,
    countMembers: true,
    change: true,
  },
  roleMappings: { list: true, put: true, remove: true },
  loginRecords: { listOfUser: true, list: true },
}

/** Finds the parts a store lacks, before the first sign-in does. @param problem takes what is wrong. */
export function checkStore(store: unknown, problem: (text: string) => void): void {
  if (!isObject(store)) return problem(`store must be an object with ${Object.keys(methods).join(', ')}`)
  for (const [part, names] of Object.entries(methods)) {
    const given: unknown = Reflect.get(store, part)
    const missing = Object.keys(names).filter((name) => !isObject(given) || !isMethod(part, name, given))
    if (missing.length > 0) problem(`store.${part} must have the methods ${missing.join(', ')}`)
  }
}

function isMethod(part: string, name: string, given: object): boolean {
  const value: unknown = Reflect.get(given, name)
  // A store that cannot notify says so.
  return typeof value === 'function' || (part === 'changes' && name === 'listen' && value === null)
}
