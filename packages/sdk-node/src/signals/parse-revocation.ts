import { AuthError } from '../model/auth-error.ts'
import { isClaims } from './json-values.ts'
import { parseSubject, type Subject } from './parse-subject.ts'
import { SetRefused } from './set-refused.ts'

const readable: ReadonlySet<string> = new Set(['iss_sub', 'email', 'opaque'])

/**
 * Whose tokens and sessions are to be revoked. `subject` is what drafts before 03 called `sub_id`, and Okta still does in places.
 *
 * @throws AuthError REQUEST_INVALID, also for a format that names nobody here
 * @see draft-parecki-oauth-global-token-revocation, section 3
 */
export function parseRevocation(body: unknown): Subject {
  const { sub_id: current, subject: older }: { readonly sub_id?: unknown; readonly subject?: unknown } = isClaims(body)
    ? body
    : {}
  const subject = toSubject(current ?? older)
  const [wrong] = subject.user.flatMap((name) => (readable.has(name.format) ? [] : [name]))
  if (subject.isSimple && wrong === undefined) return subject
  const got = wrong?.format === 'other' ? wrong.name : 'complex'
  throw new AuthError('REQUEST_INVALID', `sub_id: wanted a format of ${[...readable].join(', ')}, got '${got}'`)
}

function toSubject(value: unknown): Subject {
  try {
    return parseSubject(value)
  } catch (error) {
    if (error instanceof SetRefused) throw new AuthError('REQUEST_INVALID', `sub_id: ${error.detail}`)
    throw error
  }
}
