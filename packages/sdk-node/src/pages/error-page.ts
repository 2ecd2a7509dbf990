import type { AuthErrorCode } from '../model/auth-error.ts'
import { html, type Html } from './html.ts'
import { messagesOf } from './messages-of.ts'
import { renderPage, type Page, type PageSetting } from './page.ts'
import { symbols } from './symbols.ts'

export interface ErrorPage extends PageSetting {
  readonly code: AuthErrorCode
  /** Also in the log, beside what was expected and what came. */
  readonly incidentId: string
  /** Null: there is nothing to start again. */
  readonly startAgainUrl: string | null
  /** E-mail address, https address or plain words. */
  readonly supportContact?: string
}

/** The page for a failure: what happened, what to do now, and the number by which others find it in the log. */
export function renderErrorPage(page: ErrorPage): Page {
  const { error: text, errors } = messagesOf(page.locale)
  const { title = text.title, say, next } = errors[page.code]
  const body = html`
    <div class="emblem danger">${symbols.warning}</div>
    <h1>${title}</h1>
    <p><strong>${say}</strong></p>
    <p class="muted">${next}</p>
    ${page.startAgainUrl !== null && html`<a class="button block" href="${page.startAgainUrl}">${text.startAgain}</a>`}
    <dl class="facts">
      <div>
        <dt>${text.incident}</dt>
        <dd><code class="copyable">${page.incidentId}</code></dd>
      </div>
      <div>
        <dt>${text.code}</dt>
        <dd><code class="copyable">${page.code}</code></dd>
      </div>
      ${page.supportContact !== undefined && toSupport(text.support, page.supportContact)}
    </dl>
  `
  const { locale, productName, brand } = page
  return renderPage({ locale, productName, brand, title, body, formAction: `'none'` })
}

function toSupport(label: string, contact: string): Html {
  const url = /^[^\s@:/]+@[^\s@:/]+$/.test(contact)
    ? `mailto:${contact}`
    : contact.startsWith('https://')
      ? contact
      : null
  return html`<div>
    <dt>${label}</dt>
    <dd>${url === null ? contact : html`<a href="${url}">${contact}</a>`}</dd>
  </div>`
}
