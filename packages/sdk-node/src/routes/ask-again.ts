import { AuthError } from '../model/auth-error.ts'
import type { PendingLogin } from '../model/pending-login.ts'
import type { Kit } from './kit.ts'
import { toStepUpParameters } from './parse-step-up.ts'
import { loginPath } from './urls.ts'

/**
 * Where a sign-in goes on that the organization's policy refused although nobody had asked the identity provider for more: SAML has no
 * word for "not longer ago than", and an identity service says only afterwards whose policy counts. Null: the failure is another one, or
 * it was asked already, and would be asked for ever.
 */
export async function findWayToAskAgain(
  error: unknown,
  { id, connectionId, returnTo, memo, testId }: PendingLogin,
  kit: Kit,
): Promise<string | null> {
  if (!(error instanceof AuthError) || testId !== null || memo.stepUp !== undefined) return null
  const { code, context } = error
  if (code !== 'LOGIN_TOO_OLD' && code !== 'LOGIN_CONTEXT_INSUFFICIENT') return null
  const connection = await kit.connections.find(connectionId)
  const wasAsked = connection?.organizationFromClaims !== true
  if (code === 'LOGIN_CONTEXT_INSUFFICIENT' && wasAsked) return null
  const { contexts, methods } = await kit.connections.findPolicy(context.organizationId ?? '')
  kit.config.log({ level: 'info', event: 'login.repeated', loginId: id, connectionId, code })
  const rule = { maximumAgeSeconds: null, contexts, methods }
  return loginPath(kit.config.basePath, {
    connection: connectionId,
    return_to: returnTo,
    ...toStepUpParameters(rule),
  })
}
