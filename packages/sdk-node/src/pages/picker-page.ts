import { html } from './html.ts'
import { messagesOf } from './messages-of.ts'
import { renderPage, type Page, type PageSetting } from './page.ts'
import { symbols } from './symbols.ts'

export interface PickerPage extends PageSetting {
  /** What people call the organization. */
  readonly organization: string
  readonly choices: readonly { readonly name: string; readonly url: string }[]
  /** Back to the page that asks for the address. */
  readonly signInUrl: string
}

/** The page for an organization with several connections. Plain links: they work in a new tab and without script. */
export function renderPickerPage(page: PickerPage): Page {
  const text = messagesOf(page.locale).picker
  const body = html`
    <h1>${text.title}</h1>
    <p class="muted">${text.intro(page.organization)}</p>
    <ul class="choices">
      ${page.choices.map(
        (choice) =>
          html`<li>
            <a class="choice" href="${choice.url}"><span>${choice.name}</span>${symbols.arrowRight}</a>
          </li>`,
      )}
    </ul>
    <p class="small"><a href="${page.signInUrl}">${text.otherEmail}</a></p>
  `
  return renderPage({
    locale: page.locale,
    productName: page.productName,
    brand: page.brand,
    title: text.title,
    body,
    formAction: `'none'`,
  })
}
