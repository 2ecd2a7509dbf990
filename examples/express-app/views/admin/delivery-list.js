import { html } from '@launchpad-sso/sdk-node/node'
import { time } from './times.js'

const colors = { pending: 'waiting', delivered: '', dead: 'declined' }

/** The last deliveries of an endpoint, each to be sent again. */
export function deliveryList(call, webhookId, deliveries) {
  const { webhooks: text } = call.text
  const id = `deliveries-${webhookId}`
  return html`<h3 id="${id}">${text.deliveries}</h3>
    ${
      deliveries.length === 0
        ? html`<p class="quiet">${text.noDeliveries}</p>`
        : html`<ul class="lines" aria-labelledby="${id}">
            ${deliveries.map((delivery) => deliveryLine(call, webhookId, delivery))}
          </ul>`
    }`
}

function deliveryLine(call, webhookId, { sequence, eventId, type, status, attempts, lastStatus, lastError, ...times }) {
  const { webhooks: text } = call.text
  return html`<li>
    <div>
      <p><code>${type}</code> <span class="tag ${colors[status]}">${text.deliveryStatuses[status]}</span></p>
      <p class="quiet">
        ${text.sequence(sequence)} · ${time(call, times.settledAt ?? times.createdAt)} ·
        ${text.attempts(attempts)}${lastStatus && ` · HTTP ${lastStatus}`}
      </p>
      ${lastError && html`<p class="quiet found" lang="en">${lastError}</p>`}
    </div>
    <form method="post" action="/admin/webhooks/${webhookId}/replay">
      <input type="hidden" name="eventId" value="${eventId}" />
      <button class="button plain small" type="submit">
        ${text.again} <span class="unseen">${text.sequence(sequence)}</span>
      </button>
    </form>
  </li>`
}
