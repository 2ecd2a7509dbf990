import { json, page } from '../http/respond.ts'
import { wantsPage } from '../http/wants-page.ts'
import type { AuthError } from '../model/auth-error.ts'
import type { ErrorAnswer } from '../model/wire.ts'
import { renderErrorPage } from '../pages/error-page.ts'
import { messagesOf } from '../pages/messages-of.ts'
import type { Organization } from '../model/organization.ts'
import type { HasHeaders } from '../ports/has-headers.ts'
import type { Kit } from './kit.ts'
import { pageSetting } from './page-setting.ts'
import { reportFailure } from './report-failure.ts'
import { toAuthError } from './to-auth-error.ts'
import { loginPath } from './urls.ts'
import type { Answer } from '../ports/answer.ts'

/** The only way out for errors: page or JSON, with what a person may know, and one log entry with the rest. */
export async function errorResponse(thrown: unknown, request: HasHeaders, path: string, kit: Kit): Promise<Answer> {
  const error = toAuthError(thrown)
  return answerFailure(error, reportFailure(error, path, kit.config), request, kit)
}

/** The answer to a failure that is in the log already, under that incident id. */
export async function answerFailure(
  error: AuthError,
  incidentId: string,
  request: HasHeaders,
  kit: Kit,
): Promise<Answer> {
  const { code, status, context } = error
  const organization = await findOrganization(error, kit)
  const setting = pageSetting(request, kit, organization)
  const loginUrl =
    // Sign-in does not answer there either.
    code === 'HOST_NOT_ALLOWED'
      ? null
      : loginPath(kit.config.basePath, {
          connection: context.connectionId,
          return_to: context.returnTo,
          prompt: code === 'LOGIN_TOO_OLD' || code === 'LOGIN_CONTEXT_INSUFFICIENT' ? 'login' : null,
        })
  // What failed used up its pending login, so its cookie goes too.
  const cookies = context.loginId === undefined ? [] : [kit.loginCookies.remove(context.loginId)]
  if (wantsPage(request))
    return page(
      renderErrorPage({
        ...setting,
        code,
        incidentId,
        startAgainUrl: loginUrl,
        // The vendor cannot mend a customer's identity provider; the customer's own IT can.
        ...(organization?.supportContact !== undefined && { supportContact: organization.supportContact }),
      }),
      status,
      cookies,
    )
  const answer: ErrorAnswer = {
    error: { code, message: messagesOf(setting.locale).errors[code].say, incidentId, loginUrl },
  }
  return json(answer, status, cookies)
}

/** Whose people the failure is about, as far as is known. */
async function findOrganization({ context }: AuthError, { connections }: Kit): Promise<Organization | null> {
  if (context.connectionId === undefined) return null
  // The page has to appear when the store is what failed.
  const connection = await connections.findSummary(context.connectionId).catch(() => null)
  return connection?.organization ?? null
}
