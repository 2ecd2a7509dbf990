import { html } from '@launchpad-sso/sdk-node/node'
import { time } from './times.js'

/** The other end, in the demo: what arrived, and how often. */
export function inboxCard(call, arrived) {
  const { webhooks: text } = call.text
  return html`<section class="card stack" aria-labelledby="arrived">
    <h2 id="arrived">${text.arrived}</h2>
    <p class="quiet">${text.arrivedHint}</p>
    ${
      arrived.length === 0
        ? html`<p>${text.nothingArrived}</p>`
        : html`<ol class="log">
            ${arrived.map(
              ({ message, at, times }) =>
                html`<li>
                  <div>
                    <p><code>${message.type}</code></p>
                    <p class="quiet">${text.sequence(message.sequence)} · ${text.came(times)}</p>
                  </div>
                  ${time(call, at)}
                </li>`,
            )}
          </ol>`
    }
  </section>`
}
