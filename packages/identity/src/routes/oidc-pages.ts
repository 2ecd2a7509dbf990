import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { pickLocale, type Locale } from '@launchpad-sso/sdk-node/node'
import type { IdentityErrorCode } from '../identity-error.ts'
import type { Log } from '../log/log.ts'
import type { OidcProviderOptions } from '../oidc/oidc-provider-options.ts'
import { renderErrorPage } from '../pages/error-page.ts'
import { renderSignOutPage } from '../pages/sign-out-page.ts'
import { renderSignedOutPage } from '../pages/signed-out-page.ts'
import { toFormAction } from './to-form-action.ts'

type OidcPages = Pick<OidcProviderOptions, 'renderError' | 'renderSignOut' | 'renderSignedOut' | 'onError'>

/** What people see of oidc-provider, and what the log gets. */
export function createOidcPages(issuer: URL, log: Log): OidcPages {
  // It reports an error and shows it in two steps, in either order.
  const incidents = new WeakMap<Error, string>()
  const toIncidentId = (error: Error): string => {
    const known = incidents.get(error) ?? randomUUID()
    incidents.set(error, known)
    return known
  }
  return {
    onError: (request, error) => {
      const code = toCode(error)
      log({
        level: code === 'INTERNAL' ? 'error' : 'warn',
        event: 'request.failed',
        incidentId: toIncidentId(error),
        code,
        detail: toDetail(error),
        path: (request.url ?? '').split('?')[0] ?? '',
        ...(code === 'INTERNAL' && error.stack !== undefined ? { stack: error.stack } : {}),
      })
    },
    renderError: (request, error) =>
      renderErrorPage({ locale: toLocale(request), code: toCode(error), incidentId: toIncidentId(error) }),
    renderSignOut: (request, { action, token }) =>
      renderSignOutPage({
        locale: toLocale(request),
        who: null,
        action,
        proof: { name: 'xsrf', value: token },
        formAction: toFormAction(issuer),
        cancel: 'submit',
        forward: null,
      }),
    renderSignedOut: (request) => renderSignedOutPage(toLocale(request)),
  }
}

interface ProviderError extends Error {
  readonly error?: string
  readonly error_description?: string
  readonly error_detail?: string
}

function toCode(error: Error): IdentityErrorCode {
  if (error.name === 'SessionNotFound') return 'SIGN_IN_EXPIRED'
  return typeof (error as ProviderError).error === 'string' ? 'OIDC_REQUEST_INVALID' : 'INTERNAL'
}

function toDetail(error: Error): string {
  const { error: name, error_description: description, error_detail: detail } = error as ProviderError
  return name === undefined
    ? String(error)
    : [name, description, detail].filter((part) => part !== undefined).join(': ')
}

function toLocale({ headers }: IncomingMessage): Locale {
  return pickLocale(headers['accept-language'] ?? null)
}
