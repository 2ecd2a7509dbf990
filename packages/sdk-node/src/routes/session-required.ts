import type { HasHeaders } from '../ports/has-headers.ts'
import { json, withHeaders } from '../http/respond.ts'
import type { ErrorAnswer } from '../model/wire.ts'
import { messagesOf } from '../pages/messages-of.ts'
import { pickLocale } from '../pages/pick-locale.ts'
import type { Answer } from '../ports/answer.ts'

type Code = 'SESSION_REQUIRED' | 'REAUTHENTICATION_REQUIRED'

/**
 * The 401 for scripts: nothing went wrong, so there is no incident.
 *
 * @see RFC 9470, section 3: what a 401 says that wants the person to be checked again.
 * @see RFC 9110, section 15.5.2: a 401 names a scheme; ours is no registered one, so the browser shows no dialog.
 */
export function sessionRequired(request: HasHeaders, loginUrl: string, code: Code): Answer {
  const { say } = messagesOf(pickLocale(request.headers.get('accept-language') ?? null)).errors[code]
  const answer: ErrorAnswer = { error: { code, message: say, incidentId: null, loginUrl } }
  const isKnown = code === 'REAUTHENTICATION_REQUIRED'
  const challenge = isKnown ? 'Session error="insufficient_user_authentication"' : 'Session'
  return withHeaders(json(answer, 401), { 'www-authenticate': challenge })
}
