import { AuthError } from '../../model/auth-error.ts'

/** @param detail expected and actual; nothing of a token. */
export function groupsIncomplete(detail: string, cause?: unknown): AuthError {
  return new AuthError('LOGIN_GROUPS_INCOMPLETE', `groups: ${detail}`, cause === undefined ? undefined : { cause })
}
