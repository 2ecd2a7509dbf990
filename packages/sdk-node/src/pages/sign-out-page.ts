import { anyProvider } from './any-provider.ts'
import { html, type Html } from './html.ts'
import { messagesOf } from './messages-of.ts'
import type { Messages } from './messages.ts'
import { renderPage, type Page, type PageSetting } from './page.ts'

/** The identity provider that knows the person too. */
export interface LogoutProvider {
  readonly name: string
  /** Null: signing out here signs out there, and nobody is asked. */
  readonly choice: { readonly isMade: boolean } | null
}

export interface SignOutPage extends PageSetting {
  /** Where the form goes, by POST: a link could be followed by a page that only shows a picture. */
  readonly logoutUrl: string
  /** E-mail address or name, so that people see which account they leave. */
  readonly who: string | null
  readonly cancelUrl: string
  /** Where they go who sign out. */
  readonly returnTo: string
  /** Any of ours. */
  readonly ourUrl: URL
  /** Null: there is nothing to sign out of but this. */
  readonly provider: LogoutProvider | null
  /** Whether `returnTo` is on another site. */
  readonly leadsAway: boolean
}

/** The page that asks before it signs out. */
export function renderSignOutPage(page: SignOutPage): Page {
  const { locale, productName, provider } = page
  const text = messagesOf(locale).signOut
  const body = html`
    <h1>${text.title}</h1>
    <p class="muted">${text.ask(page.who)}</p>
    <form class="stack" method="post" action="${page.logoutUrl}">
      <input type="hidden" name="return_to" value="${page.returnTo}" />
      ${provider === null ? null : toProvider(provider, text)}
      <button class="button block" type="submit">${text.submit}</button>
      <a class="button secondary block" href="${page.cancelUrl}">${text.cancel}</a>
    </form>
  `
  const leadsAway = page.leadsAway || provider !== null
  return renderPage({
    locale,
    productName,
    title: text.title,
    body,
    ...(leadsAway && { formAction: anyProvider(page.ourUrl) }),
  })
}

/** The choice, or what happens without one. */
function toProvider({ name, choice }: LogoutProvider, text: Messages['signOut']): Html {
  if (choice === null) return html`<p class="small muted">${text.alsoAt(name)}</p>`
  const checked = choice.isMade ? html` checked` : null
  return html`<label class="choice tick">
    <input type="checkbox" name="single_logout" value="true" aria-describedby="also-at" ${checked} />
    <span>
      ${text.alsoLabel(name)}
      <span id="also-at" class="small muted">${text.alsoHint}</span>
    </span>
  </label>`
}
