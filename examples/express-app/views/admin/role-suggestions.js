import { html } from '@launchpad-sso/sdk-node/node'

/** For every field of the page that takes a role. */
export function roleSuggestions(roles) {
  return html`<datalist id="roles">${roles.map((role) => html`<option value="${role}"></option>`)}</datalist>`
}
