import type { Store } from '../ports/store.ts'
import { isObject } from './take-known.ts'

const methods: { readonly [Part in Exclude<keyof Store, 'kind'>]: readonly (keyof Store[Part])[] } = {
  logins: ['put', 'take'],
  replays: ['claim'],
  users: ['find', 'findByLink', 'findByEmail', 'insert', 'link', 'replace'],
  events: ['append', 'list', 'head'],
}

/** Finds the parts a store lacks, before the first sign-in does. @param problem takes what is wrong. */
export function checkStore(store: unknown, problem: (text: string) => void): void {
  if (!isObject(store)) return problem('store must be an object with logins, replays, users and events')
  for (const [part, names] of Object.entries(methods)) {
    const given: unknown = Reflect.get(store, part)
    const missing = names.filter((name) => !isObject(given) || typeof Reflect.get(given, name) !== 'function')
    if (missing.length > 0) problem(`store.${part} must have the methods ${missing.join(', ')}`)
  }
}
