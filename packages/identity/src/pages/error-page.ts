import { html, renderPage, type Locale, type Page } from '@launchpad-sso/sdk-node/node'
import type { IdentityErrorCode } from '../identity-error.ts'
import { messagesOf } from './messages-of.ts'
import { symbols } from './symbols.ts'

export interface ErrorPage {
  readonly locale: Locale
  readonly code: IdentityErrorCode
  /** Also in the log, beside what was expected and what came. */
  readonly incidentId: string
}

/** The page for a failure: what happened, what to do now, and the number by which others find it in the log. */
export function renderErrorPage({ locale, code, incidentId }: ErrorPage): Page {
  const { error: text, errors } = messagesOf(locale)
  const { title, say, next } = errors[code]
  const body = html`
    <div class="emblem danger">${symbols.warning}</div>
    <h1>${title}</h1>
    <p><strong>${say}</strong></p>
    <p class="muted">${next}</p>
    <a class="button secondary block" href="/">${text.home}</a>
    <dl class="facts">
      <div>
        <dt>${text.incident}</dt>
        <dd><code class="copyable">${incidentId}</code></dd>
      </div>
      <div>
        <dt>${text.code}</dt>
        <dd><code class="copyable">${code}</code></dd>
      </div>
    </dl>
  `
  return renderPage({ locale, title, body, formAction: `'none'` })
}
