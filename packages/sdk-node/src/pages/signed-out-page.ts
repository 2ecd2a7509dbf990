import { html } from './html.ts'
import { messagesOf } from './messages-of.ts'
import { renderPage, type Page, type PageSetting } from './page.ts'
import { symbols } from './symbols.ts'

export interface SignedOutPage extends PageSetting {
  readonly signInUrl: string
}

/** The page after signing out. It says what is over and what is not. */
export function renderSignedOutPage(page: SignedOutPage): Page {
  const text = messagesOf(page.locale).signedOut
  const body = html`
    <div class="emblem success">${symbols.check}</div>
    <h1>${text.title}</h1>
    <p class="muted">${text.explain}</p>
    <a class="button block" href="${page.signInUrl}">${text.signIn}</a>
  `
  return renderPage({
    locale: page.locale,
    productName: page.productName,
    title: text.title,
    body,
    formAction: `'none'`,
  })
}
