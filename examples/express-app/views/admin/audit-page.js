import { html } from '@launchpad-sso/sdk-node/node'
import { eventFamilies } from '../../admin/event-families.js'
import { adminPage } from './frame.js'
import { logEntry } from './log-entry.js'
import { notice } from './notice.js'

export function auditPage(call, { events, older, filter, isNewest, verification, nameOf, nameOfActor }) {
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
      ${filterForm(text, filter)} ${isNewest && liveBar(text, { filter, after: events[0]?.sequence ?? 0 })}
      <p class="quiet" id="nothing" ${events.length > 0 && html`hidden`}>${text.none}</p>
      <ol class="log" id="log">
        ${events.map((event) => logEntry(call, event, { nameOf, nameOfActor }))}
      </ol>
      ${pages(text, { older, filter, isNewest })}
    </section>`
  const scripts = isNewest ? ['/live-events.js'] : []
  return adminPage(call, { section: 'audit', title: sections.audit, intro: text.intro, body, scripts })
}

function filterForm(text, current) {
  const option = (value, label) =>
    html`<option value="${value}" ${value === current && html`selected`}>${label}</option>`
  return html`<form method="get" action="/admin/audit" class="row filter">
    <label for="type">${text.filter}</label>
    <select id="type" name="type">
      ${option('', text.all)}
      ${eventFamilies.map(
        ({ family, types }) =>
          html`<optgroup label="${text.families[family] ?? family}">
            ${option(`${family}.*`, text.wholeFamily(text.families[family] ?? family))}
            ${types.map((type) => option(type, type))}
          </optgroup>`,
      )}
    </select>
    <button class="button plain" type="submit">${text.filterSubmit}</button>
  </form>`
}

/** Nothing without the script: the list is then as it was when the page was opened. */
function liveBar(text, { filter, after }) {
  const address = `/admin/audit/live?${new URLSearchParams({ ...(filter && { type: filter }) })}`
  return html`<div
    class="row live"
    data-live="${address}"
    data-after="${after}"
    data-say-live="${text.live}"
    data-say-paused="${text.paused}"
    data-say-offline="${text.offline}"
    data-say-ended="${text.ended}"
    hidden
  >
    <p class="live-state"></p>
    <button class="button plain small" type="button" data-pause="${text.pause}" data-resume="${text.resume}">
      ${text.pause}
    </button>
    <p class="unseen" aria-live="polite"></p>
  </div>`
}

/** The way to older events is there, if only hidden: while new ones come, the list is cut at its end. */
function pages(text, { older, filter, isNewest }) {
  if (isNewest && older === null) return olderLink(text, { filter, before: '', isHidden: true })
  const newest = `/admin/audit?${new URLSearchParams({ ...(filter && { type: filter }) })}`
  return html`<div class="row">
    ${!isNewest && html`<a class="button plain" href="${newest}">${text.newest}</a>`}
    ${older && olderLink(text, { filter, before: older, isHidden: false })}
  </div>`
}

function olderLink(text, { filter, before, isHidden }) {
  const address = `/admin/audit?${new URLSearchParams({ ...(filter && { type: filter }), before })}`
  return html`<a class="button plain" id="older" href="${address}" ${isHidden && html`hidden`}>${text.older}</a>`
}

function verificationNotice(text, verification) {
  if (verification.ok) return notice({ kind: 'good', title: text.verified(verification.count) })
  const { sequence, problem } = verification
  return notice({ kind: 'bad', role: 'alert', title: text.broken(sequence, text.problems[problem]) })
}
