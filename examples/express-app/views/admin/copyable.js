import { html } from '@launchpad-sso/sdk-node/node'

/** A value to take elsewhere. The button appears with the script; without it, one click on the value selects it. */
export function copyable({ text }, { id, label, value }) {
  return html`<span class="copyable">
    <code id="${id}">${value}</code>
    <button class="button plain small" type="button" data-copies="${id}" data-done="${text.copied}" hidden>
      ${text.copy} <span class="unseen">${label}</span>
    </button>
    <span class="unseen" aria-live="polite"></span>
  </span>`
}
