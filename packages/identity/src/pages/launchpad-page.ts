import { createInlineScript, html, renderPage, type Html, type Locale, type Page } from '@launchpad-sso/sdk-node/node'
import type { Account } from '../accounts/account.ts'
import type { Application } from '../applications/application.ts'
import { messagesOf } from './messages-of.ts'
import { renderMonogram, toInitials } from './monogram.ts'
import { symbols } from './symbols.ts'

export interface LaunchpadPage {
  readonly locale: Locale
  readonly account: Account
  readonly applications: readonly Application[]
  /** Proves that the sign-out form came from this page. */
  readonly token: string
}

const chevron = html`<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
  <path d="m4 6 4 4 4-4" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" />
</svg>`

/** With fewer tiles than this, looking is faster than typing. */
const searchFrom = 9

/** Without scripts there is no search field. Also closes the menu when the person turns elsewhere. */
const behaviour = createInlineScript(`
const menu = document.querySelector('details.menu')
document.addEventListener('click', (event) => { if (!menu.contains(event.target)) menu.open = false })
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !menu.open) return
  menu.open = false
  menu.querySelector('summary').focus()
})
const search = document.getElementById('search')
if (search !== null) {
  const plain = (text) => text.normalize('NFD').replace(/[\\u0300-\\u036f]/g, '').toLowerCase()
  const tiles = [...document.querySelectorAll('[data-name]')]
  const none = document.getElementById('no-match')
  document.getElementById('search-box').hidden = false
  search.addEventListener('input', () => {
    const wanted = plain(search.value.trim())
    for (const tile of tiles) tile.hidden = !plain(tile.dataset.name).includes(wanted)
    none.hidden = tiles.some((tile) => !tile.hidden)
  })
}
`)

/** The person's applications, one click away. */
export function renderLaunchpadPage(page: LaunchpadPage): Page {
  const { locale, account, applications } = page
  const text = messagesOf(locale).launchpad
  const body = html`
    <div class="row spread">
      <div>
        <h1>${text.greeting(account.firstName)}</h1>
        ${applications.length > 0 && html`<p class="muted">${text.intro(account.organization.name)}</p>`}
      </div>
      ${applications.length >= searchFrom && renderSearch(text.search)}
    </div>
    ${applications.length === 0 ? renderEmpty(page) : renderTiles(page)}
  `
  return renderPage({ locale, title: text.title, body, wide: true, header: renderMenu(page), script: behaviour })
}

function renderSearch(label: string): Html {
  return html`<div id="search-box" hidden>
    <label class="visually-hidden" for="search">${label}</label>
    <input class="input" id="search" type="search" placeholder="${label}" autocomplete="off" spellcheck="false" />
  </div>`
}

function renderTiles({ locale, applications }: LaunchpadPage): Html {
  const text = messagesOf(locale).launchpad
  return html`
    <ul class="tiles" aria-label="${text.title}">
      ${applications.map((one) => renderTile(one, text))}
    </ul>
    <p class="empty" id="no-match" role="status" hidden>${text.noMatch}</p>
  `
}

function renderTile(
  { id, name, description }: Application,
  text: { readonly open: string; readonly newTab: string },
): Html {
  return html`<li data-name="${name}">
    <a class="tile" href="/launch/${encodeURIComponent(id)}" target="_blank" rel="noopener">
      ${renderMonogram(id, name)}
      <span class="tile-name">${name}</span>
      ${description !== null && html`<span class="tile-text">${description}</span>`}
      <span class="tile-action">${text.open} ${symbols.open}<span class="visually-hidden">${text.newTab}</span></span>
    </a>
  </li>`
}

function renderEmpty({ locale, account }: LaunchpadPage): Html {
  const text = messagesOf(locale).launchpad
  return html`<div class="empty stack">
    <h2>${text.emptyTitle}</h2>
    <p>${text.empty(account.organization.name)}</p>
  </div>`
}

function renderMenu({ locale, account, token }: LaunchpadPage): Html {
  const text = messagesOf(locale).launchpad
  return html`<div class="row">
    <span class="badge neutral">${account.organization.name}</span>
    <details class="menu">
      <summary>
        <span class="avatar" aria-hidden="true">${toInitials(account.name)}</span>
        <span class="menu-name">${account.name}</span>
        ${chevron}
        <span class="visually-hidden">${text.menu}</span>
      </summary>
      <div class="menu-panel">
        <div>
          <strong>${account.name}</strong>
          <p class="muted small">${account.email}</p>
        </div>
        <form method="post" action="/logout">
          <input type="hidden" name="csrf" value="${token}" />
          <button class="button secondary block" type="submit">${text.signOut}</button>
        </form>
      </div>
    </details>
  </div>`
}
