import { html } from '@launchpad-sso/sdk-node/node'
import { directoryCard } from './directory-card.js'
import { field } from './field.js'
import { adminPage } from './frame.js'
import { memberSessions } from './member-sessions.js'
import { problemNotice, typed } from './problem-notice.js'
import { roleExplanation } from './role-explanation.js'
import { roleSuggestions } from './role-suggestions.js'
import { sourceTag } from './source-tag.js'
import { statusColors } from './status-colors.js'
import { time } from './times.js'

export function memberPage(call, { user, explanation, groups, logins, roles, sessions, connections }) {
  const { members: text } = call.text
  const title = user.name ?? user.email ?? user.username ?? text.unnamed
  const isSelf = user.id === call.session.user.id
  const body = html`<p><a href="/admin/members">← ${text.back}</a></p>
    ${accountCard(call, { user, groups, isSelf })} ${user.source === 'scim' && directoryCard(call, user)}
    <section class="card stack" aria-labelledby="role-title">
      <h2 id="role-title">${text.role}</h2>
      ${roleExplanation(call, explanation)} ${problemNotice(call, 'role')}
      ${isSelf ? html`<p class="quiet">${text.self}</p>` : roleForms(call, user, roles)}
    </section>
    ${memberSessions(call, { user, sessions, connections, isSelf })} ${signInsCard(call, logins)}`
  return adminPage(call, { section: 'members', title, body })
}

function accountCard(call, { user, groups, isSelf }) {
  const { members: text, none } = call.text
  const { email, username, status, source, createdAt } = user
  const fact = (name, value) =>
    html`<div>
      <dt>${name}</dt>
      <dd>${value}</dd>
    </div>`
  return html`<section class="card stack" aria-labelledby="account">
    <div class="card-head">
      <h2 id="account">${text.account}</h2>
      <span class="tag ${statusColors[status]}">${text.statuses[status]}</span>
    </div>
    <dl class="facts">
      ${fact(text.email, email ?? username ?? none)} ${fact(text.source, sourceTag(text, source))}
      ${fact(text.since, time(call, createdAt))} ${fact(text.groups, groups.length === 0 ? none : groups.join(', '))}
    </dl>
    ${problemNotice(call, 'status')} ${!isSelf && statusForm(text, user)}
  </section>`
}

/** Whom the directory sends, it switches on and off; what is ours is to lock somebody out. */
function statusForm(text, { id, status, source }) {
  if (source === 'scim')
    return status === 'blocked'
      ? statusButton(id, 'unblock', text.unblock, text.unblockHint)
      : statusButton(id, 'block', text.block, text.blockHint)
  const isOff = status === 'inactive' || status === 'blocked' || status === 'pending'
  return isOff
    ? statusButton(id, 'reactivate', text.reactivate, text.reactivateHint)
    : statusButton(id, 'deactivate', text.deactivate, text.deactivateHint)
}

function statusButton(id, verb, label, hint) {
  return html`<form method="post" action="/admin/members/${id}/${verb}">
    <p class="quiet">${hint}</p>
    <div class="row"><button class="button plain" type="submit">${label}</button></div>
  </form>`
}

function roleForms(call, { id, roles, roleSource }, suggestions) {
  const { members: text } = call.text
  const value = call.problem?.form === 'role' ? typed(call, 'role', 'role') : roles.join('')
  return html`<form method="post" action="/admin/members/${id}/role" class="narrow">
      ${field({
        id: 'role',
        label: text.giveRole,
        hint: text.giveRoleHint,
        isWrong: call.problem?.form === 'role',
        input: (attributes) =>
          html`<input ${attributes} name="role" value="${value}" list="roles" autocomplete="off" required />`,
      })}
      ${roleSuggestions(suggestions)}
      <div class="row"><button class="button" type="submit">${text.giveSubmit}</button></div>
    </form>
    ${
      roleSource === 'manual' &&
      html`<form method="post" action="/admin/members/${id}/release">
        <div class="row"><button class="button plain" type="submit">${text.releaseSubmit}</button></div>
      </form>`
    }`
}

function signInsCard(call, logins) {
  const { members: text } = call.text
  if (logins.length === 0)
    return html`<section class="card stack" aria-labelledby="sign-ins">
      <h2 id="sign-ins">${text.signInsTitle}</h2>
      <p class="quiet">${text.signInsNone}</p>
    </section>`
  return html`<div class="card table-card">
    <h2 id="sign-ins">${text.signInsTitle}</h2>
    <div class="scroll" role="region" aria-labelledby="sign-ins" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">${text.byConnection}</th>
            <th scope="col">${text.lastSignIn}</th>
            <th scope="col">${text.from}</th>
            <th scope="col" class="number">${text.signIns}</th>
          </tr>
        </thead>
        <tbody>
          ${logins.map(
            ({ connectionId, lastAt, lastIp, count }) =>
              html`<tr>
                <th scope="row">${connectionId}</th>
                <td>${time(call, lastAt)}</td>
                <td>${lastIp}</td>
                <td class="number">${count}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </div>`
}
