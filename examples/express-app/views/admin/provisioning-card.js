import { html } from '@launchpad-sso/sdk-node/node'
import { copyable } from './copyable.js'
import { problemNotice } from './problem-notice.js'
import { secretNotice } from './secret-notice.js'
import { tokenForm } from './token-form.js'
import { tokenList } from './token-list.js'

/** How people get here; when a directory sends them, what it needs to know. */
export function provisioningCard(call, connection, { baseUrl, tokens }) {
  const { provisioning: text } = call.text
  const { id, provisioning } = connection
  const isScim = provisioning.mode === 'scim'
  return html`<section class="card stack" id="provisioning" aria-labelledby="provisioning-title">
    <div class="card-head">
      <h2 id="provisioning-title">${text.title}</h2>
      <span class="tag ${isScim && 'ordered'}">${text.tags[provisioning.mode]}</span>
    </div>
    ${problemNotice(call, 'provisioning')} ${modeForm(text, id, provisioning.mode)}
    ${isScim && scimParts(call, connection, { baseUrl, tokens })}
  </section>`
}

/** Every way with what it means: nobody has to try it out. */
function modeForm(text, id, current) {
  return html`<form method="post" action="/admin/connection/provisioning">
    <input type="hidden" name="id" value="${id}" />
    <fieldset class="choices">
      <legend>${text.legend}</legend>
      ${Object.entries(text.modes).map(
        ([mode, [label, means]]) =>
          html`<label class="check choice">
            <input type="radio" name="mode" value="${mode}" ${mode === current && html`checked`} />
            <span><strong>${label}</strong><span class="hint">${means}</span></span>
          </label>`,
      )}
    </fieldset>
    <div class="row"><button class="button plain" type="submit">${text.submit}</button></div>
  </form>`
}

function scimParts(call, { id, status }, { baseUrl, tokens }) {
  const { provisioning: text } = call.text
  return html`${status !== 'active' && html`<p class="notice warn">${text.inactive}</p>`}
    <dl class="values">
      <div>
        <dt>${text.baseUrl}</dt>
        <dd>${copyable(call, { id: 'scim-base-url', label: text.baseUrl, value: baseUrl })}</dd>
      </div>
    </dl>
    <p class="hint">${text.baseUrlHint}</p>
    <h3 id="tokens">${text.tokens}</h3>
    ${call.shown?.token && newToken(call, call.shown.token)} ${problemNotice(call, 'token')}
    ${tokenList(call, id, tokens)} ${tokenForm(call, id, tokens)} ${tryCommand(call, baseUrl)}`
}

const newToken = (call, token) =>
  secretNotice(call, {
    id: 'new-token',
    title: call.text.provisioning.shown,
    explain: call.text.provisioning.shownExplain,
    label: call.text.provisioning.token,
    value: token,
  })

/** With the token in it while it is shown, so that one can paste it as it is. */
function tryCommand(call, baseUrl) {
  const { provisioning: text } = call.text
  const token = call.shown?.token ?? '…'
  const value = `SCIM_TOKEN=${token} node examples/express-app/provision.js ${baseUrl}`
  return html`<div class="record">
    <h3>${text.tryTitle}</h3>
    <p>${text.tryHint}</p>
    ${copyable(call, { id: 'try-command', label: text.command, value })}
  </div>`
}
