import { html } from '@launchpad-sso/sdk-node/node'
import { flattenValues } from './flatten-values.js'

/** What the directory sent of somebody: to read, because it is changed there. */
export function directoryCard(call, { scimConnectionId, scimAttributes }) {
  const { members: text, yes, no } = call.text
  const words = new Map([
    ['true', yes],
    ['false', no],
  ])
  const values = flattenValues(scimAttributes ?? {})
  return html`<section class="card stack" aria-labelledby="directory">
    <div class="card-head">
      <h2 id="directory">${text.directory}</h2>
      <span class="tag ordered">SCIM</span>
    </div>
    <p class="quiet">${text.directoryHint(scimConnectionId)}</p>
    <dl class="facts">
      ${[...values].map(
        ([name, value]) =>
          html`<div>
            <dt>${Object.hasOwn(text.attributes, name) ? text.attributes[name] : html`<code>${name}</code>`}</dt>
            <dd>${words.get(value) ?? value}</dd>
          </div>`,
      )}
    </dl>
    <details>
      <summary>${text.directoryJson}</summary>
      <div class="scroll" role="region" aria-label="${text.directoryJson}" tabindex="0">
        <pre><code>${JSON.stringify(scimAttributes, null, 2)}</code></pre>
      </div>
    </details>
  </section>`
}
