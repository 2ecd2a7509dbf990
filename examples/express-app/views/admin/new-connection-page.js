import { html } from '@launchpad-sso/sdk-node/node'
import { adminPage } from './frame.js'
import { problemNotice, typed } from './problem-notice.js'

/** For an organization that has none yet. */
export function newConnectionPage(call) {
  const { sections, connection: text } = call.text
  const options = (name, labels) =>
    Object.entries(labels).map(
      ([value, label]) =>
        html`<option value="${value}" ${typed(call, 'create', name) === value && html`selected`}>${label}</option>`,
    )
  const body = html`<div class="card stack">
    <p>${text.none}</p>
    ${problemNotice(call, 'create')}
    <form method="post" action="/admin/connection/create" class="narrow">
      <div class="field">
        <label for="type">${text.protocol}</label>
        <select id="type" name="type">
          ${options('type', text.protocols)}
        </select>
      </div>
      <div class="field">
        <label for="preset">${text.preset}</label>
        <select id="preset" name="preset">
          ${options('preset', text.presets)}
        </select>
      </div>
      <button class="button" type="submit">${text.create}</button>
    </form>
  </div>`
  return adminPage(call, { section: 'connection', title: sections.connection, intro: text.intro, body })
}
