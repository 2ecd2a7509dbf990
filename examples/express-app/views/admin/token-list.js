import { html } from '@launchpad-sso/sdk-node/node'
import { day, time } from './times.js'

/** The tokens, never one of them itself. */
export function tokenList(call, connectionId, tokens) {
  const { provisioning: text } = call.text
  if (tokens.length === 0) return html`<p class="quiet">${text.noTokens}</p>`
  return html`<ul class="lines" aria-labelledby="tokens">
    ${tokens.map((token) => tokenLine(call, connectionId, token))}
  </ul>`
}

function tokenLine(call, connectionId, { id, name, scopes, createdAt, lastUsedAt, expiresAt }) {
  const { provisioning: text, never } = call.text
  const isOver = expiresAt !== null && expiresAt <= new Date()
  const label = name ?? text.unnamed
  return html`<li>
    <div>
      <p>
        <strong>${label}</strong> <span class="tag plain">${toRights(text, scopes)}</span>
        ${isOver && html`<span class="tag declined">${text.expired}</span>`}
      </p>
      <p class="quiet">
        ${text.created}: ${day(call, createdAt)} · ${text.lastUsed}: ${lastUsedAt ? time(call, lastUsedAt) : never} ·
        ${text.expires}: ${expiresAt ? day(call, expiresAt) : never}
      </p>
    </div>
    <form method="post" action="/admin/connection/tokens/revoke">
      <input type="hidden" name="id" value="${connectionId}" />
      <input type="hidden" name="token" value="${id}" />
      <button class="button plain small" type="submit">${text.revoke} <span class="unseen">${label}</span></button>
    </form>
  </li>`
}

/** In words where it is one of the two that the form offers. */
function toRights(text, scopes) {
  if (scopes.length === 4) return text.rights.all
  return scopes.join() === 'users:read,groups:read' ? text.rights.read : scopes.join(', ')
}
