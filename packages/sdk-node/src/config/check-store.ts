import { directoryVerbs } from '../ports/directory-verbs.ts'
import { organizationVerbs } from '../ports/organization-verbs.ts'
import type { Events, Logins, Replays, Store } from '../ports/store.ts'
import { revocationVerbs } from '../ports/revocation-verbs.ts'
import { sessionVerbs } from '../ports/session-verbs.ts'
import { webhookVerbs } from '../ports/webhook-verbs.ts'
import { verbNames } from '../ports/verb-names.ts'
import { isObject } from './take-known.ts'

type Parts = Omit<Store, 'kind'>

/** Every method of every part; the compiler misses one that is not here. */
const methods: { readonly [Part in keyof Parts]: readonly (keyof Parts[Part])[] } = {
  logins: verbNames<Logins>({ put: true, take: true }),
  replays: verbNames<Replays>({ claim: true }),
  events: verbNames<Events>({ append: true, list: true, head: true }),
  ...organizationVerbs,
  changes: [...organizationVerbs.changes, 'listen'],
  ...directoryVerbs,
  ...webhookVerbs,
  revocations: [...revocationVerbs, 'listen'],
  sessions: sessionVerbs,
}

/** Finds the parts a store lacks, before the first sign-in does. @param problem takes what is wrong. */
export function checkStore(store: unknown, problem: (text: string) => void): void {
  if (!isObject(store)) return problem(`store must be an object with ${Object.keys(methods).join(', ')}`)
  for (const [part, names] of Object.entries(methods)) {
    const given: unknown = Reflect.get(store, part)
    const missing = names.filter((name) => !isObject(given) || !isMethod(name, given))
    if (missing.length > 0) problem(`store.${part} must have the methods ${missing.join(', ')}`)
  }
}

function isMethod(name: string, given: object): boolean {
  const value: unknown = Reflect.get(given, name)
  // A store that cannot notify says so.
  return typeof value === 'function' || (name === 'listen' && value === null)
}
