import { createInlineScript, html, renderPage, type Html, type Locale, type Page } from '@launchpad-sso/sdk-node/node'
import { messagesOf } from './messages-of.ts'
import { symbols } from './symbols.ts'

export interface LoginPage {
  readonly locale: Locale
  /** Reference to the sign-in; empty when it only leads to the Launchpad. */
  readonly signInId: string
  /** Proves that the form came from this page. */
  readonly token: string
  /** What the person is on the way to; null: the Launchpad. */
  readonly applicationName: string | null
  readonly username: string
  /** Null: the form is shown for the first time. */
  readonly problem: { readonly kind: 'refused' } | { readonly kind: 'too-many'; readonly seconds: number } | null
  /**
   * Sources the answer may lead to. Chromium applies the directive to every redirect that follows a form, and after
   * this one come the application and whatever it redirects to.
   */
  readonly formAction: string
}

/** Without scripts the choice is not there. */
const revealPassword = createInlineScript(`
const choice = document.getElementById('reveal')
choice.hidden = false
choice.querySelector('input').addEventListener('change', (event) => {
  document.getElementById('password').type = event.target.checked ? 'text' : 'password'
})
`)

/** The one page that asks for a password. */
export function renderLoginPage(page: LoginPage): Page {
  const text = messagesOf(page.locale).login
  const body = html`
    <div>
      <h1>${text.title}</h1>
      <p class="muted">${page.applicationName === null ? text.intro : text.introFor(page.applicationName)}</p>
    </div>
    ${renderProblem(page)}
    <form class="stack" method="post" action="/login">
      <input type="hidden" name="login" value="${page.signInId}" />
      <input type="hidden" name="csrf" value="${page.token}" />
      ${renderUsername(page)} ${renderPassword(page)}
      <button class="button block" type="submit">${text.submit}</button>
    </form>
  `
  return renderPage({
    locale: page.locale,
    title: text.title,
    body,
    script: revealPassword,
    formAction: page.formAction,
  })
}

function renderProblem({ locale, problem }: LoginPage): Html | null {
  if (problem === null) return null
  const text = messagesOf(locale).login
  const say = problem.kind === 'refused' ? text.refused : text.tooMany(problem.seconds)
  return html`<div class="alert danger" role="alert">
    ${symbols.warning}
    <p id="problem">${say}</p>
  </div>`
}

function renderUsername({ locale, username, problem }: LoginPage): Html {
  return html`<div class="field">
    <label for="username">${messagesOf(locale).login.usernameLabel}</label>
    <input
      class="input"
      id="username"
      name="username"
      value="${username}"
      autocomplete="username"
      autocapitalize="none"
      spellcheck="false"
      maxlength="320"
      required
      ${username === '' && html`autofocus`}
      ${problem !== null && html`aria-describedby="problem"`}
    />
  </div>`
}

function renderPassword({ locale, username, problem }: LoginPage): Html {
  const text = messagesOf(locale).login
  return html`<div class="field">
    <label for="password">${text.passwordLabel}</label>
    <input
      class="input"
      id="password"
      name="password"
      type="password"
      autocomplete="current-password"
      maxlength="1024"
      required
      ${username !== '' && html`autofocus`}
      ${problem !== null && html`aria-describedby="problem" aria-invalid="true"`}
    />
    <span id="reveal" hidden>
      <label class="small muted"><input type="checkbox" autocomplete="off" /> ${text.showPassword}</label>
    </span>
  </div>`
}
