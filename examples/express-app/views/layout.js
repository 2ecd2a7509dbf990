import { html } from '@launchpad-sso/sdk-node/node'
import { en } from '../texts/en.js'
import { signOutForm } from './sign-out-form.js'

/** The frame of every page. `html` escapes whatever is put into it. */
export function layout({ title, session, launchpadUrl, current, body, text = en, scripts = [] }) {
  const document = html`<!doctype html>
    <html lang="${text.lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Procurement</title>
        <link rel="icon" href="/logo.svg" />
        <link rel="stylesheet" href="/app.css" />
        ${scripts.map((src) => html`<script src="${src}" defer></script>`)}
      </head>
      <body>
        <a class="skip" href="#content">${text.layout.skip}</a>
        <header class="bar">
          <div class="bar-inner">
            <a class="brand" href="/"><img src="/logo.svg" alt="" width="32" height="32" /><span>Procurement</span></a>
            ${session && navigation({ session, launchpadUrl, current, text })}
            ${session && userMenu({ session, launchpadUrl, current, text })}
          </div>
        </header>
        <main id="content">${body}</main>
        <footer class="foot">${text.layout.foot}</footer>
      </body>
    </html>`
  return document.toString()
}

/** Who is no administrator sees no way to the administration; whether they may enter is asked there. */
function navigation({ session, launchpadUrl, current, text }) {
  const { main, dashboard, admin, launchpad } = text.layout
  return html`<nav class="nav" aria-label="${main}">
    <a href="/dashboard" ${current === 'dashboard' && html`aria-current="page"`}>${dashboard}</a>
    ${
      session.roles.includes('admin') &&
      html`<a href="/admin" ${current === 'admin' && html`aria-current="page"`}>${admin}</a>`
    }
    ${launchpadUrl && html`<a href="${launchpadUrl}">${launchpad}</a>`}
  </nav>`
}

/** A `details` element: opens without a script. */
function userMenu({ session: { user, organization }, launchpadUrl, current, text }) {
  const name = user.name ?? user.email ?? user.id
  return html`<details class="menu">
    <summary>
      <span class="avatar" aria-hidden="true">${initials(name)}</span><span class="menu-name">${name}</span>
    </summary>
    <div class="menu-panel">
      <div>
        <strong>${name}</strong>
        <div class="quiet">${user.email}</div>
      </div>
      <span class="tag">${organization.name}</span>
      <a href="/account/sessions" ${current === 'sessions' && html`aria-current="page"`}>${text.layout.sessions}</a>
      ${signOutForm({ text, launchpadUrl, id: 'menu' })}
    </div>
  </details>`
}

function initials(name) {
  const words = name.split(/[\s@.]+/).filter(Boolean)
  return words
    .slice(0, 2)
    .map((word) => [...word][0].toUpperCase())
    .join('')
}
