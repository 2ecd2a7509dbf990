import { html, renderPage, type Locale, type Page } from '@launchpad-sso/sdk-node/node'
import { messagesOf } from './messages-of.ts'

export interface SignOutPage {
  readonly locale: Locale
  /** Name of the person; null when unknown. */
  readonly who: string | null
  /** Where the form goes, by POST. */
  readonly action: string
  /** Hidden field that proves the form came from this page. */
  readonly proof: { readonly name: string; readonly value: string }
  readonly formAction: string
  /** Staying is an answer too, when an application waits for one; else a link back. */
  readonly cancel: 'submit' | 'link'
  /** Where to go on to; null: nowhere. */
  readonly forward: string | null
}

/** Asks before it signs out. The answer `logout=yes` means it. */
export function renderSignOutPage(page: SignOutPage): Page {
  const text = messagesOf(page.locale).signOut
  const body = html`
    <h1>${text.title}</h1>
    <p class="muted">${text.ask(page.who)}</p>
    <form class="stack" method="post" action="${page.action}">
      <input type="hidden" name="${page.proof.name}" value="${page.proof.value}" />
      ${page.forward === null ? null : html`<input type="hidden" name="forward" value="${page.forward}" />`}
      <button class="button block" type="submit" name="logout" value="yes">${text.submit}</button>
      ${
        page.cancel === 'submit'
          ? html`<button class="button secondary block" type="submit">${text.cancel}</button>`
          : html`<a class="button secondary block" href="/">${text.cancel}</a>`
      }
    </form>
  `
  return renderPage({ locale: page.locale, title: text.title, body, formAction: page.formAction })
}
