import { html } from '@launchpad-sso/sdk-node/node'
import { field } from './field.js'
import { problemNotice, typed } from './problem-notice.js'

/** What the identity provider's side is: pasted metadata, or issuer and client. */
export function connectionValues(call, connection) {
  const { connection: text } = call.text
  return html`<section class="card stack" aria-labelledby="theirs">
    <h2 id="theirs">${text.theirs}</h2>
    ${problemNotice(call, 'values')}
    <form method="post" action="/admin/connection/values">
      <input type="hidden" name="id" value="${connection.id}" />
      ${connection.type === 'saml' ? metadataField(call) : issuerFields(call, connection)}
      <div class="row"><button class="button" type="submit">${text.save}</button></div>
    </form>
  </section>`
}

function metadataField(call) {
  const { connection: text } = call.text
  return field({
    id: 'metadata',
    label: text.metadata,
    hint: text.metadataHint,
    isWrong: call.problem?.form === 'values',
    input: (attributes) =>
      html`<textarea ${attributes} name="metadata" rows="6" spellcheck="false" required>
${typed(call, 'values', 'metadata')}</textarea>`,
  })
}

function issuerFields(call, { settings }) {
  const { connection: text } = call.text
  const isAgain = call.problem?.form === 'values'
  const value = (name) => (isAgain ? typed(call, 'values', name) : (settings[name] ?? ''))
  const line = (name, label) =>
    field({
      id: name,
      label,
      isWrong: isAgain,
      input: (attributes) =>
        html`<input
          ${attributes}
          name="${name}"
          value="${value(name)}"
          autocomplete="off"
          spellcheck="false"
          required
        />`,
    })
  return html`${line('issuer', text.issuer)} ${line('clientId', text.clientId)}
  ${field({
    id: 'clientSecret',
    label: text.clientSecret,
    hint: text.clientSecretHint,
    input: (attributes) => html`<input ${attributes} type="password" name="clientSecret" autocomplete="off" />`,
  })}`
}
