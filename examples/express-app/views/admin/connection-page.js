import { html } from '@launchpad-sso/sdk-node/node'
import { certificateTable } from './certificate-table.js'
import { connectionGuide } from './connection-guide.js'
import { connectionValues } from './connection-values.js'
import { adminPage } from './frame.js'
import { problemNotice } from './problem-notice.js'
import { provisioningCard } from './provisioning-card.js'
import { testCard } from './test-card.js'

export function connectionPage(call, { connection, connections, guide, scim }) {
  const { sections, connection: text } = call.text
  const body = html`${connections.length > 1 && otherConnections(text, connections, connection)}
  ${headCard(call, connection, guide)} ${testCard(call, connection)} ${provisioningCard(call, connection, scim)}
  ${connectionGuide(call, guide)} ${certificateTable(call, connection)} ${connectionValues(call, connection)}`
  return adminPage(call, {
    section: 'connection',
    title: sections.connection,
    intro: text.intro,
    body,
    scripts: ['/copy.js'],
  })
}

const toPage = (id) => `/admin/connection?id=${encodeURIComponent(id)}`
const colors = { draft: 'waiting', active: '', inactive: 'declined' }

function otherConnections(text, connections, current) {
  return html`<nav class="row" aria-label="${text.others}">
    ${connections.map(
      ({ id, name }) =>
        html`<a class="button plain small" href="${toPage(id)}" ${id === current.id && html`aria-current="page"`}
          >${name}</a
        >`,
    )}
  </nav>`
}

function headCard(call, connection, { steps }) {
  const { connection: text } = call.text
  const { id, name, type, preset, status, missing } = connection
  return html`<section class="card stack" aria-labelledby="state">
    <div class="card-head">
      <div>
        <h2 id="state">${name}</h2>
        <p class="quiet">${text.protocols[type]} · ${text.presets[preset]} · <code>${id}</code></p>
      </div>
      <span class="tag ${colors[status]}">${text.status[status]}</span>
    </div>
    ${problemNotice(call, 'state')}
    <ol class="steps" aria-label="${text.steps}">
      ${steps.map(
        ({ name: step, state }) =>
          html`<li class="${state}">
            <span>${text.stepNames[step]}</span> <span class="quiet">${text.stepStates[state]}</span>
          </li>`,
      )}
    </ol>
    ${missing.length > 0 && missingList(text, missing)}
    <div class="row">${status === 'active' ? deactivateLink(text, id) : activateForm(text, id)}</div>
  </section>`
}

/** The SDK tells it in English. */
function missingList(text, missing) {
  return html`<div class="notice warn">
    <p><strong>${text.missing}</strong></p>
    <ul lang="en">
      ${missing.map((one) => html`<li>${one}</li>`)}
    </ul>
  </div>`
}

function activateForm(text, id) {
  return html`<form method="post" action="/admin/connection/activate">
    <input type="hidden" name="id" value="${id}" />
    <button class="button" type="submit">${text.activate}</button>
  </form>`
}

function deactivateLink(text, id) {
  return html`<a class="button plain" href="/admin/connection/deactivate?id=${encodeURIComponent(id)}"
    >${text.deactivate}</a
  >`
}
