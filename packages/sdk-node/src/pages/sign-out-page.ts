import { html } from './html.ts'
import { messagesOf } from './messages-of.ts'
import { renderPage, type Page, type PageSetting } from './page.ts'

export interface SignOutPage extends PageSetting {
  /** Where the form goes, by POST: a link could be followed by a page that only shows a picture. */
  readonly logoutUrl: string
  /** E-mail address or name, so that people see which account they leave. */
  readonly who: string | null
  readonly cancelUrl: string
}

/** The page that asks before it signs out. */
export function renderSignOutPage(page: SignOutPage): Page {
  const text = messagesOf(page.locale).signOut
  const body = html`
    <h1>${text.title}</h1>
    <p class="muted">${text.ask(page.who)}</p>
    <form class="stack" method="post" action="${page.logoutUrl}">
      <button class="button block" type="submit">${text.submit}</button>
      <a class="button secondary block" href="${page.cancelUrl}">${text.cancel}</a>
    </form>
  `
  return renderPage({ locale: page.locale, productName: page.productName, title: text.title, body })
}
