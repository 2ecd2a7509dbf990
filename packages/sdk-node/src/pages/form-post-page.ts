import { anyProvider } from './any-provider.ts'
import { html } from './html.ts'
import { createInlineScript } from './inline-script.ts'
import { messagesOf } from './messages-of.ts'
import { renderPage, type Page, type PageSetting } from './page.ts'

export interface FormPostPage extends PageSetting {
  /** Where the fields go. */
  readonly url: URL
  readonly fields: Readonly<Record<string, string>>
  /** What the person knows the other side by. @default its host */
  readonly destination?: string
}

/** By the prototype, because a field may be called `submit` and hide the form's own. */
const submitAtOnce = createInlineScript('HTMLFormElement.prototype.submit.call(document.getElementById("handover"))')

/**
 * The page that carries fields to another site by itself, with a button for browsers where scripts are off.
 *
 * @see SAML 2.0 Bindings, section 3.5 (HTTP POST)
 */
export function renderFormPostPage(page: FormPostPage): Page {
  const text = messagesOf(page.locale).formPost
  const title = text.title(page.destination ?? page.url.host)
  const body = html`
    <div class="spinner" aria-hidden="true"></div>
    <h1>${title}</h1>
    <p class="muted" role="status" aria-live="polite">${text.progress}</p>
    <form id="handover" class="row spread" method="post" action="${page.url.href}">
      ${Object.entries(page.fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      <span class="small muted">${text.stuck}</span>
      <button class="button secondary small" type="submit">${text.submit}</button>
    </form>
  `
  return renderPage({
    locale: page.locale,
    productName: page.productName,
    brand: page.brand,
    title,
    body,
    script: submitAtOnce,
    formAction: anyProvider(page.url),
  })
}
