import { html } from '@launchpad-sso/sdk-node/node'
import { adminPage } from './frame.js'
import { inboxCard } from './inbox-card.js'
import { webhookCard } from './webhook-card.js'
import { webhookForm } from './webhook-form.js'

export function webhooksPage(call, { cards, arrived }) {
  const { sections, webhooks: text } = call.text
  const body = html`${
    cards.length === 0 ? html`<p class="card empty">${text.none}</p>` : cards.map((one) => webhookCard(call, one))
  }
  ${arrived !== null && cards.length > 0 && inboxCard(call, arrived)} ${webhookForm(call)}`
  return adminPage(call, {
    section: 'webhooks',
    title: sections.webhooks,
    intro: text.intro,
    body,
    scripts: ['/copy.js'],
  })
}
