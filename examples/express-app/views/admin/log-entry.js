import { html } from '@launchpad-sso/sdk-node/node'
import { eventValues } from './event-values.js'
import { time } from './times.js'

/** An event for people: a sentence, and what exactly changed for who opens it. */
export function logEntry(call, event, names) {
  const { text } = call
  const { sequence, type, data, outcome, reason, occurredAt, ip } = event
  return html`<li data-sequence="${sequence}">
    <div>
      <p>
        ${toSentence(call, event, names)}
        ${outcome === 'failure' && html`<span class="tag declined">${text.audit.failed}</span>`}
      </p>
      ${reason && html`<p class="quiet">${text.errors[reason]?.say} <code>${reason}</code></p>`}
      <p class="quiet"><code>${type}</code> ${ip && text.audit.from(ip)}</p>
      ${eventValues(call, data)}
    </div>
    ${time(call, occurredAt)}
  </li>`
}

const named = ['user', 'group', 'webhook']

/** @returns text, not markup */
export function toSentence({ text }, { type, actor, target, data }, { nameOf, nameOfActor }) {
  const what = named.includes(target.type) ? nameOf(target.id) : target.id
  // An app may be older than the SDK it runs on.
  const say = Object.hasOwn(text.events, type) ? text.events[type] : () => `${type}: ${what}`
  const sentence = say({ who: nameOfActor(actor), what, data, nameOf, isSync: actor.type === 'scim' })
  return sentence[0].toUpperCase() + sentence.slice(1)
}
