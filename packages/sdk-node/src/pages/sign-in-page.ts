import { html, type Html } from './html.ts'
import { messagesOf } from './messages-of.ts'
import type { Messages } from './messages.ts'
import { renderPage, type Page, type PageSetting } from './page.ts'
import { symbols } from './symbols.ts'

export interface SignInPage extends PageSetting {
  /** Where the form goes, by GET: `{basePath}/login`. */
  readonly loginUrl: string
  /** Path on our origin to come back to. */
  readonly returnTo: string
  /** What the person typed before, to be mended. */
  readonly email?: string
  readonly problem?: keyof Messages['signIn']['problems']
  /**
   * The answer to the form is a redirect to an identity provider nobody can name yet, and from there perhaps to others;
   * Chromium applies `form-action` to all of them. Hence whole schemes: {@link anyProvider}.
   */
  readonly formAction: string
}

/** The page that asks for the e-mail address. It remembers nothing. */
export function renderSignInPage(page: SignInPage): Page {
  const text = messagesOf(page.locale).signIn
  const problem = page.problem === undefined ? null : text.problems[page.problem]
  const body = html`
    <h1>${text.title}</h1>
    <p class="muted">${text.intro}</p>
    ${problem !== null && toAlert(problem)}
    <form class="stack" method="get" action="${page.loginUrl}" novalidate>
      <div class="field">
        <label for="email">${text.emailLabel}</label>
        <input
          class="input"
          id="email"
          name="email"
          type="email"
          value="${page.email}"
          placeholder="${text.emailPlaceholder}"
          autocomplete="email"
          autocapitalize="none"
          spellcheck="false"
          required
          autofocus
          aria-describedby="${problem === null ? 'email-hint' : 'email-problem email-hint'}"
          ${problem !== null && html`aria-invalid="true"`}
        />
        <p class="hint" id="email-hint">${text.emailHint}</p>
      </div>
      <input type="hidden" name="return_to" value="${page.returnTo}" />
      <button class="button block" type="submit">${text.submit}</button>
    </form>
  `
  return renderPage({
    locale: page.locale,
    productName: page.productName,
    title: text.title,
    body,
    formAction: page.formAction,
  })
}

function toAlert(problem: string): Html {
  return html`<div class="alert danger" role="alert">
    ${symbols.warning}
    <p id="email-problem">${problem}</p>
  </div>`
}
