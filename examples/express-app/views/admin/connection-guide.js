import { html } from '@launchpad-sso/sdk-node/node'

/** What the administrator types at the identity provider, and what that has to send. */
export function connectionGuide(call, { serviceProvider, attributes, notes }) {
  const { connection: text } = call.text
  return html`<section class="card stack" aria-labelledby="ours">
      <h2 id="ours">${text.ours}</h2>
      <p class="quiet">${text.oursHint}</p>
      <dl class="values">
        ${serviceProvider.map(
          ({ label, value }) =>
            html`<div>
              <dt lang="en">${label}</dt>
              <dd><code>${value}</code></dd>
            </div>`,
        )}
      </dl>
      ${
        notes.length > 0 &&
        html`<h3>${text.notes}</h3>
          <ul class="plain-list" lang="en">
            ${notes.map((note) => html`<li>${note}</li>`)}
          </ul>`
      }
    </section>
    <section class="card stack" aria-labelledby="attributes">
      <h2 id="attributes">${text.attributes}</h2>
      <p class="quiet">${text.attributesHint}</p>
      <dl class="values">${Object.entries(attributes).map(([name, names]) => attributeRow(call.text, name, names))}</dl>
    </section>`
}

function attributeRow({ connection: text, none }, name, names) {
  return html`<div>
    <dt>${text.fields[name] ?? name}</dt>
    <dd>
      ${names.length === 0 ? html`<span class="quiet">${none}</span>` : names.map((one) => html`<code>${one}</code> `)}
    </dd>
  </div>`
}
