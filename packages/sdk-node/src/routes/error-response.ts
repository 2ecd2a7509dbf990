import { randomBytes } from 'node:crypto'
import type { HasHeaders } from '../http/cookies.ts'
import { json, page } from '../http/respond.ts'
import { wantsPage } from '../http/wants-page.ts'
import { AuthError } from '../model/auth-error.ts'
import type { ErrorAnswer } from '../model/wire.ts'
import { renderErrorPage } from '../pages/error-page.ts'
import { messagesOf } from '../pages/messages-of.ts'
import type { Kit } from './kit.ts'
import { pageSetting } from './page-setting.ts'
import { loginPath } from './urls.ts'

/**
 * The only way out for errors: page or JSON, with what a person may know, and one log entry with the rest. Both carry the
 * incident id.
 */
export function errorResponse(thrown: unknown, request: HasHeaders, path: string, kit: Kit): Response {
  const error = thrown instanceof AuthError ? thrown : new AuthError('INTERNAL', describe(thrown), { cause: thrown })
  const incidentId = randomBytes(6).toString('hex')
  logFailure(error, incidentId, path, kit)

  const { code, status, context } = error
  const setting = pageSetting(request, kit)
  const loginUrl = loginPath(kit.config.basePath, { connection: context.connectionId, return_to: context.returnTo })
  // What failed used up its pending login, so its cookie goes too.
  const cookies = context.loginId === undefined ? [] : [kit.loginCookies.remove(context.loginId)]
  if (wantsPage(request))
    return page(
      renderErrorPage({ ...setting, code, incidentId, startAgainUrl: loginUrl, ...support(error, kit) }),
      status,
      cookies,
    )
  const answer: ErrorAnswer = {
    error: { code, message: messagesOf(setting.locale).errors[code].say, incidentId, loginUrl },
  }
  return json(answer, status, cookies)
}

/** The vendor cannot mend a customer's identity provider; the customer's own IT can. */
function support({ context }: AuthError, { connections }: Kit): { readonly supportContact?: string } {
  const contact = connections.findSummary(context.connectionId ?? '')?.organization.supportContact
  return contact === undefined ? {} : { supportContact: contact }
}

function logFailure(error: AuthError, incidentId: string, path: string, { config }: Kit): void {
  const { code, detail, context } = error
  const unexpected = code === 'INTERNAL' && error.cause instanceof Error ? { stack: error.cause.stack ?? '' } : {}
  const where = {
    ...(context.loginId === undefined ? {} : { loginId: context.loginId }),
    ...(context.connectionId === undefined ? {} : { connectionId: context.connectionId }),
  }
  const level = error.status >= 500 ? 'error' : 'warn'
  config.log({
    level,
    event: 'request.failed',
    incidentId,
    code,
    detail: oneLine(detail),
    path,
    ...where,
    ...unexpected,
  })
}

/** What came from outside must not be able to start a new line in somebody's log, nor fill it. */
function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ').slice(0, 1000)
}

function describe(thrown: unknown): string {
  return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
}
