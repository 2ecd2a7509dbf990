import { html } from '@launchpad-sso/sdk-node/node'

/** Why somebody has the role they have. */
export function roleExplanation({ text: { explain: text } }, { roles, source, winner, candidates, unmapped, drifted }) {
  return html`<div class="stack">
    <p>${sentence(text, { role: roles.join(', '), source, winner })}</p>
    ${drifted && html`<p class="notice warn">${text.drifted}</p>`}
    ${
      candidates.length > 0 &&
      html`<div>
        <h3>${text.candidates}</h3>
        <ol class="plain-list">
          ${candidates.map(({ groupName, role }) => html`<li>${groupName} → <strong>${role}</strong></li>`)}
        </ol>
      </div>`
    }
    ${
      unmapped.length > 0 &&
      html`<div>
        <h3>${text.unmapped}</h3>
        <p>${unmapped.map(({ groupName }) => html`<span class="tag plain">${groupName}</span> `)}</p>
      </div>`
    }
  </div>`
}

function sentence(text, { role, source, winner }) {
  if (source === 'manual') return role === '' ? text.manualNone : text.manual(role)
  if (role === '') return text.nothing
  return text.groups(role, winner?.groupName ?? '—')
}
