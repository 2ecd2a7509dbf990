import { redirectTo, type Reply } from '../http/reply.ts'
import type { Visit } from '../http/visit.ts'
import { IdentityError } from '../identity-error.ts'
import { beginSignIn } from './begin-sign-in.ts'
import type { Kit } from './kit.ts'
import { whoIsThere } from './who-is-there.ts'

/** An OIDC request that needs the person: answered when somebody is signed in, or has just signed in for it. */
export async function continueInteraction(visit: Visit, kit: Kit): Promise<Reply> {
  const interaction = await kit.oidc.getInteraction(visit.request, visit.response)
  const current = await whoIsThere(visit, kit)
  if (current !== null && (!interaction.forced || current.session.interactionId === interaction.id))
    return redirectTo(await kit.oidc.finishInteraction(visit.request, visit.response, current.session))
  const application = kit.applications.findByClientId(interaction.clientId)
  if (application === null)
    throw new IdentityError('APPLICATION_UNKNOWN', `client_id: wanted a registered one, got '${interaction.clientId}'`)
  const goal = { kind: 'oidc', interactionId: interaction.id, applicationId: application.id } as const
  return beginSignIn({ goal, forced: interaction.forced, passive: false, loginHint: interaction.loginHint }, kit)
}
