import { html } from '@launchpad-sso/sdk-node/node'
import { layout } from '../layout.js'

/** For who was an administrator when they signed in, and is none any more. */
export function deniedPage({ text, session, launchpadUrl }) {
  const { title, explain, home } = text.denied
  const body = html`<div class="page">
    <div class="card empty">
      <h1>${title}</h1>
      <p>${explain}</p>
      <p><a class="button" href="/dashboard">${home}</a></p>
    </div>
  </div>`
  return layout({ title, session, launchpadUrl, current: 'admin', text, body })
}
