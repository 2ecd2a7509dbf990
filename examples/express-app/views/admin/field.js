import { html } from '@launchpad-sso/sdk-node/node'

/** A label, a field and what helps to fill it in. `input` takes the attributes that tie them together. */
export function field({ id, label, hint, isWrong = false, input }) {
  const hintId = `${id}-hint`
  const attributes = html`id="${id}" ${hint && html`aria-describedby="${hintId}"`}
  ${isWrong && html`aria-invalid="true"`}`
  return html`<div class="field">
    <label for="${id}">${label}</label>
    ${input(attributes)} ${hint && html`<p class="hint" id="${hintId}">${hint}</p>`}
  </div>`
}
