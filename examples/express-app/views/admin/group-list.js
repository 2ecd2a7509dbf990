import { html } from '@launchpad-sso/sdk-node/node'
import { problemNotice, typed } from './problem-notice.js'

/** The groups, each with the role it gives and the form that changes it. */
export function groupList(call, groups, mappings) {
  const { roles: text } = call.text
  const mapped = new Map(mappings.map(({ groupId, role }) => [groupId, role]))
  return html`<section class="card stack" aria-labelledby="groups">
    <h2 id="groups">${text.groups}</h2>
    ${
      groups.length === 0
        ? html`<p class="quiet">${text.noGroups}</p>`
        : html`<ul class="lines">
            ${groups.map((group) => groupLine(call, group, mapped.get(group.id) ?? null))}
          </ul>`
    }
  </section>`
}

function groupLine(call, { id, name, connectionId }, role) {
  const { roles: text } = call.text
  return html`<li>
    <div>
      <strong>${name}</strong>
      <p class="quiet">${connectionId ?? text.anyConnection}</p>
    </div>
    ${role === null ? mapForm(call, id, name) : unmapForm(text, id, name, role)} ${problemNotice(call, `group ${id}`)}
  </li>`
}

function mapForm(call, id, name) {
  const { roles: text } = call.text
  const form = `group ${id}`
  return html`<form method="post" action="/admin/roles/map" class="row">
    <input type="hidden" name="groupId" value="${id}" />
    <label for="role-${id}" class="unseen">${text.roleOf(name)}</label>
    <input
      id="role-${id}"
      name="role"
      class="short"
      value="${typed(call, form, 'role')}"
      placeholder="${text.notMapped}"
      list="roles"
      autocomplete="off"
      ${call.problem?.form === form && html`aria-invalid="true"`}
      required
    />
    <button class="button plain small" type="submit" aria-label="${text.mapOf(name)}">${text.map}</button>
  </form>`
}

function unmapForm(text, id, name, role) {
  return html`<form method="post" action="/admin/roles/unmap" class="row">
    <input type="hidden" name="groupId" value="${id}" />
    <span>${text.gives} <span class="tag">${role}</span></span>
    <button class="button plain small" type="submit" aria-label="${text.unmapOf(name)}">${text.unmap}</button>
  </form>`
}
