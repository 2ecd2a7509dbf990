import { html } from '@launchpad-sso/sdk-node/node'
import { adminPage } from './frame.js'

/** Asks once more before something that is hard to undo. */
export function confirmPage(call, { section, title, explain, action, fields, submit, back }) {
  const body = html`<div class="card">
    <div class="stack">
      ${explain.map((line) => line && html`<p>${line}</p>`)}
      <form method="post" action="${action}" class="row">
        ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
        <button class="button danger" type="submit">${submit}</button>
        <a class="button plain" href="${back}">${call.text.cancel}</a>
      </form>
    </div>
  </div>`
  return adminPage(call, { section, title, body })
}
