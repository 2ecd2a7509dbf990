import { toReturnPath } from '../login/return-path.ts'
import { AuthError } from '../model/auth-error.ts'
import { answerFailure } from './error-response.ts'
import type { Kit, Visit } from './kit.ts'
import { isIncidentId } from './report-failure.ts'
import type { Answer } from '../ports/answer.ts'

/** GET /denied: explains a 403 to whom a guard could only redirect. The refusal is in the log already, with what was wanted. */
export async function denied(visit: Visit, kit: Kit): Promise<Answer> {
  const query = visit.url.searchParams
  const returnTo = toReturnPath(query.get('return_to'), kit.config)
  const incident = query.get('incident')
  const error = new AuthError('ROLE_MISSING', 'a guard refused; this page was opened without its incident', {
    context: { returnTo },
  })
  if (isIncidentId(incident)) return answerFailure(error, incident, visit.request, kit)
  throw error
}
