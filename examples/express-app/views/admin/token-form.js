import { html } from '@launchpad-sso/sdk-node/node'
import { field } from './field.js'
import { typed } from './problem-notice.js'

/** The SDK takes no more of one connection. */
const most = 10

export function tokenForm(call, connectionId, tokens) {
  const { provisioning: text } = call.text
  if (tokens.length >= most) return html`<p class="quiet">${text.full}</p>`
  return html`<form method="post" action="/admin/connection/tokens" class="narrow">
    <input type="hidden" name="id" value="${connectionId}" />
    ${field({
      id: 'token-name',
      label: text.name,
      hint: text.nameHint,
      input: (attributes) =>
        html`<input
          ${attributes}
          name="name"
          value="${typed(call, 'token', 'name')}"
          maxlength="100"
          autocomplete="off"
        />`,
    })}
    ${select('rights', text.may, text.rights)} ${select('days', text.expires, text.expiries)}
    <button class="button" type="submit">${text.create}</button>
    ${tokens.length > 0 && html`<p class="hint">${text.rotate}</p>`}
  </form>`
}

const select = (name, label, options) =>
  field({
    id: `token-${name}`,
    label,
    input: (attributes) =>
      html`<select ${attributes} name="${name}">
        ${Object.entries(options).map(([value, says]) => html`<option value="${value}">${says}</option>`)}
      </select>`,
  })
