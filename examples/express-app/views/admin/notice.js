import { html } from '@launchpad-sso/sdk-node/node'

/** A message that somebody is to see first, also who listens to the page: it takes the focus. */
export function notice({ kind, title, lines = [], role = 'status' }) {
  return html`<div class="notice ${kind}" role="${role}" tabindex="-1" autofocus>
    <p><strong>${title}</strong></p>
    ${lines.map((line) => line && html`<p>${line}</p>`)}
  </div>`
}
