import { redirectTo, type Reply } from '../http/reply.ts'
import type { Visit } from '../http/visit.ts'
import type { Current } from '../sessions/find-current.ts'
import type { Goal } from '../sign-in/sign-in.ts'
import { answerSaml } from './answer-saml.ts'
import type { Kit } from './kit.ts'

/** Takes the person where the sign-in was meant to lead. */
export async function completeSignIn(goal: Goal, current: Current, visit: Visit, kit: Kit): Promise<Reply> {
  switch (goal.kind) {
    case 'launchpad':
      return redirectTo('/')
    case 'launch':
      return redirectTo(`${goal.unsolicited ? '/saml/launch' : '/launch'}/${encodeURIComponent(goal.applicationId)}`)
    case 'oidc':
      return redirectTo(`/interaction/${encodeURIComponent(goal.interactionId)}`)
    case 'saml':
      return answerSaml(goal.request, current, visit, kit)
  }
}
