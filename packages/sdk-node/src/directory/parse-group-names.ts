import { AuthError } from '../model/auth-error.ts'
import type { Identity } from '../model/identity.ts'

/** More than any identity provider sends in one reply, and what one sign-in may make of the directory. */
const maxGroups = 1000
const maxLength = 256

/** What a database does not take as text. */
const unstorable = /[\0\p{Surrogate}]/u

/**
 * The names of the groups an identity brings, each once, as they were sent. Blank ones are none. All or nothing: with half of
 * their groups a person could have the wrong role.
 *
 * @throws AuthError LOGIN_GROUPS_INCOMPLETE
 */
export function parseGroupNames({ groups, groupsComplete }: Identity): ReadonlySet<string> {
  if (!groupsComplete) throw incomplete('wanted all groups, got a link to them')
  const names = new Set(groups.filter((name) => name.trim() !== ''))
  if (names.size > maxGroups) throw incomplete(`wanted at most ${maxGroups} groups, got ${names.size}`)
  for (const name of names) {
    if (name.length > maxLength)
      throw incomplete(
        `wanted names of at most ${maxLength} characters, got one of ${name.length}: '${name.slice(0, 80)}…'`,
      )
    if (unstorable.test(name)) throw incomplete(`wanted names that are text, got ${JSON.stringify(name.slice(0, 80))}`)
  }
  return names
}

function incomplete(detail: string): AuthError {
  return new AuthError('LOGIN_GROUPS_INCOMPLETE', `groups of the identity: ${detail}`)
}
