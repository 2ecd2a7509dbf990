import { html } from '@launchpad-sso/sdk-node/node'
import { familyOf } from '../../admin/event-families.js'
import { deliveryList } from './delivery-list.js'
import { problemNotice } from './problem-notice.js'
import { secretNotice } from './secret-notice.js'
import { time } from './times.js'

/** An endpoint: how it goes, and what went there. */
export function webhookCard(call, { webhook, deliveries }) {
  const { webhooks: text } = call.text
  const { id, name, url, status } = webhook
  const isOff = status === 'disabled'
  return html`<section class="card stack" id="webhook-${id}" aria-labelledby="title-${id}">
    <div class="card-head">
      <h2 id="title-${id}" class="found">${name ?? url}</h2>
      <span class="tag ${isOff && 'declined'}">${text.statuses[status]}</span>
    </div>
    ${call.shown?.webhookId === id && newSecret(call, call.shown.secret)} ${problemNotice(call, `webhook ${id}`)}
    ${webhookFacts(call, webhook)} ${deliveryList(call, id, deliveries)}
    <div class="row">
      ${isOff && postButton(`/admin/webhooks/${id}/enable`, text.enable, name ?? url)}
      ${
        deliveries.some((one) => one.status === 'dead') &&
        postButton(`/admin/webhooks/${id}/replay`, text.againAll, name ?? url)
      }
      <a class="button plain" href="/admin/webhooks#webhook-${id}">${text.refresh}</a>
      <a class="button plain" href="/admin/webhooks/${id}/remove"
        >${text.remove} <span class="unseen">${name ?? url}</span></a
      >
    </div>
  </section>`
}

const newSecret = (call, value) =>
  secretNotice(call, {
    id: 'new-secret',
    title: call.text.webhooks.shown,
    explain: call.text.webhooks.shownExplain,
    label: call.text.webhooks.secret,
    value,
  })

function webhookFacts(call, { url, types, disabledReason, lastSuccessAt, failingSince }) {
  const { webhooks: text, audit, never } = call.text
  const families = types && [...new Set(types.map(familyOf))]
  const fact = (name, value) =>
    html`<div>
      <dt>${name}</dt>
      <dd class="found">${value}</dd>
    </div>`
  return html`<dl class="facts">
      ${fact(text.url, html`<code>${url}</code>`)}
      ${fact(text.events, families ? families.map((one) => audit.families[one] ?? one).join(', ') : text.everything)}
      ${fact(text.lastSuccess, lastSuccessAt ? time(call, lastSuccessAt) : never)}
      ${failingSince && fact(text.failingSince, time(call, failingSince))}
    </dl>
    ${disabledReason && html`<p class="notice warn" lang="en">${disabledReason}</p>`}`
}

const postButton = (action, label, of) =>
  html`<form method="post" action="${action}">
    <button class="button plain" type="submit">${label} <span class="unseen">${of}</span></button>
  </form>`
