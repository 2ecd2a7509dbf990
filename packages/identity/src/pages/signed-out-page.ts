import { html, renderPage, type Locale, type Page } from '@launchpad-sso/sdk-node/node'
import { messagesOf } from './messages-of.ts'
import { symbols } from './symbols.ts'

/** The page after signing out. It says what is over and what is not. */
export function renderSignedOutPage(locale: Locale): Page {
  const text = messagesOf(locale).signedOut
  const body = html`
    <div class="emblem success">${symbols.check}</div>
    <h1>${text.title}</h1>
    <p class="muted">${text.explain}</p>
    <a class="button block" href="/login">${text.signIn}</a>
  `
  return renderPage({ locale, title: text.title, body, formAction: `'none'` })
}
