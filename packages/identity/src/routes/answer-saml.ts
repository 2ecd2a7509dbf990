import { renderFormPostPage } from '@launchpad-sso/sdk-node/node'
import { mayEnter } from '../applications/applications.ts'
import { showPage, type Reply } from '../http/reply.ts'
import type { Visit } from '../http/visit.ts'
import { IdentityError } from '../identity-error.ts'
import type { SamlApplication } from '../applications/application.ts'
import type { SamlAnswer } from '../saml/saml-answer.ts'
import type { SamlRequest } from '../saml/saml-request.ts'
import type { Current } from '../sessions/find-current.ts'
import type { Kit } from './kit.ts'

/**
 * Answers a service provider about the person who is signed in.
 *
 * @throws IdentityError APPLICATION_NOT_ASSIGNED; the service provider then hears nothing.
 */
export async function answerSaml(request: SamlRequest, current: Current, visit: Visit, kit: Kit): Promise<Reply> {
  const application = getSamlApplication(request.applicationId, kit)
  const { account } = current
  if (!mayEnter(account, application))
    throw new IdentityError(
      'APPLICATION_NOT_ASSIGNED',
      `application ${application.id}: not for organization ${account.organization.id}`,
    )
  const answer = await kit.saml.answer(request, application, current)
  if (answer.isSuccess)
    kit.config.log({
      level: 'info',
      event: 'application.entered',
      accountId: account.id,
      applicationId: application.id,
    })
  return postAnswer(answer, application, visit)
}

/** Tells a service provider that must not show anything to the person that the person would have to be asked. */
export function refusePassive(request: SamlRequest, visit: Visit, kit: Kit): Reply {
  const application = getSamlApplication(request.applicationId, kit)
  return postAnswer(kit.saml.refuse(request, application, 'NoPassive'), application, visit)
}

function getSamlApplication(id: string, { applications }: Kit): SamlApplication {
  const application = applications.find(id)
  if (application?.type === 'saml') return application
  throw new IdentityError('APPLICATION_UNKNOWN', `application: wanted one by SAML, got '${id}'`)
}

function postAnswer({ acsUrl, fields }: SamlAnswer, application: SamlApplication, { locale }: Visit): Reply {
  return showPage(renderFormPostPage({ locale, url: new URL(acsUrl), fields, destination: application.name }))
}
