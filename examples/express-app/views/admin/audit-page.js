import { html } from '@launchpad-sso/sdk-node/node'
import { adminPage } from './frame.js'
import { notice } from './notice.js'
import { time } from './times.js'

export function auditPage(call, { events, older, type, isNewest, verification, types, nameOf, nameOfActor }) {
  const { sections, audit: text } = call.text
  const body = html`${verification && verificationNotice(text, verification)}
    <section class="card stack" aria-labelledby="events">
      <div class="card-head">
        <h2 id="events">${text.list}</h2>
        <div class="row">
          <a class="button plain small" href="/admin/audit?verify=1">${text.verify}</a>
          <a class="button plain small" href="/admin/audit.jsonl" download>${text.export}</a>
        </div>
      </div>
      ${filterForm(text, types, type)}
      ${
        events.length === 0
          ? html`<p class="quiet">${text.none}</p>`
          : html`<ol class="log">
              ${events.map((event) => logEntry(call, event, { nameOf, nameOfActor }))}
            </ol>`
      }
      ${pages(text, { older, type, isNewest })}
    </section>`
  return adminPage(call, { section: 'audit', title: sections.audit, intro: text.intro, body })
}

function filterForm(text, types, current) {
  return html`<form method="get" action="/admin/audit" class="row filter">
    <label for="type">${text.filter}</label>
    <select id="type" name="type">
      <option value="">${text.all}</option>
      ${types.map((type) => html`<option ${type === current && html`selected`}>${type}</option>`)}
    </select>
    <button class="button plain" type="submit">${text.filterSubmit}</button>
  </form>`
}

function logEntry(call, event, { nameOf, nameOfActor }) {
  const { text } = call
  const { type, actor, target, data, outcome, reason, occurredAt, ip } = event
  const who = nameOfActor(actor)
  const what = target.type === 'user' || target.type === 'group' ? nameOf(target.id) : target.id
  const sentence = text.events[type]({ who, what, data, nameOf })
  return html`<li>
    <div>
      <p>
        ${sentence[0].toUpperCase()}${sentence.slice(1)}
        ${outcome === 'failure' && html`<span class="tag declined">${text.audit.failed}</span>`}
      </p>
      ${reason && html`<p class="quiet">${text.errors[reason]?.say} <code>${reason}</code></p>`}
      <p class="quiet"><code>${type}</code> ${ip && text.audit.from(ip)}</p>
    </div>
    ${time(call, occurredAt)}
  </li>`
}

function pages(text, { older, type, isNewest }) {
  if (isNewest && older === null) return null
  const toPage = (query) => `/admin/audit?${new URLSearchParams({ ...(type && { type }), ...query })}`
  return html`<div class="row">
    ${!isNewest && html`<a class="button plain" href="${toPage({})}">${text.newest}</a>`}
    ${older && html`<a class="button plain" href="${toPage({ before: older })}">${text.older}</a>`}
  </div>`
}

function verificationNotice(text, verification) {
  if (verification.ok) return notice({ kind: 'good', title: text.verified(verification.count) })
  const { sequence, problem } = verification
  return notice({ kind: 'bad', role: 'alert', title: text.broken(sequence, text.problems[problem]) })
}
