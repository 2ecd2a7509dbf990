import { html } from '@launchpad-sso/sdk-node/node'
import { layout } from './layout.js'

export function notFoundPage({ session, launchpadUrl }) {
  const body = html`<div class="page">
    <div class="card empty">
      <h1>Nothing here</h1>
      <p>This address leads nowhere.</p>
      <p><a class="button" href="/">To the start page</a></p>
    </div>
  </div>`
  return layout({ title: 'Not found', session, launchpadUrl, current: null, body })
}
