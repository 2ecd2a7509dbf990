import type { Application } from '../applications/application.ts'
import { mayEnter } from '../applications/applications.ts'
import { toLaunchLocation } from '../applications/to-launch-location.ts'
import { redirectTo, type Reply } from '../http/reply.ts'
import type { Visit } from '../http/visit.ts'
import { IdentityError } from '../identity-error.ts'
import { answerSaml } from './answer-saml.ts'
import { beginSignIn } from './begin-sign-in.ts'
import type { Kit } from './kit.ts'
import { whoIsThere } from './who-is-there.ts'

/** Opens an application from its tile. It starts a login itself where it can: then it knows what it asked for. */
export async function launch(visit: Visit, kit: Kit): Promise<Reply> {
  const application = getApplication(visit, kit)
  const current = await whoIsThere(visit, kit)
  if (current === null) return signInFirst(application, false, kit)
  if (!mayEnter(current.account, application))
    throw new IdentityError(
      'APPLICATION_NOT_ASSIGNED',
      `application ${application.id}: not for organization ${current.account.organization.id}`,
    )
  if (application.launchUrl !== null) {
    const issuer = application.type === 'saml' ? kit.saml.entityId : kit.config.issuer.origin
    return redirectTo(toLaunchLocation(application.launchUrl, issuer, current.account.email))
  }
  if (application.type === 'saml') return redirectTo(`/saml/launch/${encodeURIComponent(application.id)}`)
  throw new IdentityError('ROUTE_NOT_FOUND', `application ${application.id}: wanted a launchUrl, got none`)
}

/** Sends a service provider a response that it did not ask for. @see saml-profiles-2.0-os, section 4.1.5 */
export async function launchUnsolicited(visit: Visit, kit: Kit): Promise<Reply> {
  const application = getApplication(visit, kit)
  if (application.type !== 'saml')
    throw new IdentityError('ROUTE_NOT_FOUND', `application ${application.id}: wanted SAML, got ${application.type}`)
  const current = await whoIsThere(visit, kit)
  if (current === null) return signInFirst(application, true, kit)
  const nobodyAsked = { requestId: null, relayState: null, nameIdFormat: null, subject: null, authnContext: [] }
  return answerSaml({ applicationId: application.id, ...nobodyAsked }, current, visit, kit)
}

function signInFirst({ id }: Application, unsolicited: boolean, kit: Kit): Reply {
  const goal = { kind: 'launch', applicationId: id, unsolicited } as const
  return beginSignIn({ goal, forced: false, passive: false, loginHint: null }, kit)
}

function getApplication({ parameter }: Visit, { applications }: Kit): Application {
  const application = applications.find(parameter)
  if (application === null)
    throw new IdentityError('ROUTE_NOT_FOUND', `application: wanted a registered id, got '${parameter.slice(0, 100)}'`)
  return application
}
