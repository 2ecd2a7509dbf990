import { html } from '@launchpad-sso/sdk-node/node'
import { field } from './field.js'
import { adminPage } from './frame.js'
import { problemNotice, typed } from './problem-notice.js'
import { roleSuggestions } from './role-suggestions.js'
import { sourceTag } from './source-tag.js'
import { statusColors } from './status-colors.js'
import { time } from './times.js'

export function membersPage(call, { members, cursor, search, isFirst, roles }) {
  const { sections, members: text } = call.text
  const body = html`${searchForm(text, search)}
  ${members.length === 0 ? html`<p class="card empty">${text.none}</p>` : memberTable(call, members)}
  ${pages(text, { cursor, search, isFirst })} ${inviteCard(call, roles)}`
  return adminPage(call, { section: 'members', title: sections.members, intro: text.intro, body })
}

const toPage = (query) =>
  `/admin/members?${new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''))}`

function pages(text, { cursor, search, isFirst }) {
  if (isFirst && cursor === null) return null
  return html`<div class="row">
    ${!isFirst && html`<a class="button plain" href="${toPage({ search })}">${text.first}</a>`}
    ${cursor && html`<a class="button plain" href="${toPage({ search, after: cursor })}">${text.next}</a>`}
  </div>`
}

function searchForm(text, search) {
  return html`<form method="get" action="/admin/members" class="row filter" role="search">
    <label for="search" class="unseen">${text.search}</label>
    <input id="search" name="search" type="search" value="${search}" placeholder="${text.search}" />
    <button class="button plain" type="submit">${text.searchSubmit}</button>
    ${search && html`<a href="/admin/members">${text.clear}</a>`}
  </form>`
}

function memberTable(call, members) {
  const { members: text } = call.text
  return html`<div class="card table-card">
    <h2 id="list">${text.list}</h2>
    <div class="scroll" role="region" aria-labelledby="list" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">${text.name}</th>
            <th scope="col">${text.status}</th>
            <th scope="col" class="who">${text.source}</th>
            <th scope="col">${text.role}</th>
            <th scope="col" class="who">${text.groups}</th>
            <th scope="col" class="who">${text.lastSignIn}</th>
          </tr>
        </thead>
        <tbody>
          ${members.map((member) => memberRow(call, member))}
        </tbody>
      </table>
    </div>
  </div>`
}

function memberRow(call, { user, groups, lastAt, count }) {
  const { members: text, never, none } = call.text
  const { id, name, email, username, status, source, roles } = user
  return html`<tr>
    <th scope="row">
      <a href="/admin/members/${id}">${name ?? email ?? username ?? text.unnamed}</a
      ><span class="quiet">${email ?? username}</span>
      ${source === 'scim' && html`<span class="who-here">${sourceTag(text, source)}</span>`}
    </th>
    <td><span class="tag ${statusColors[status]}">${text.statuses[status]}</span></td>
    <td class="who">${sourceTag(text, source)}</td>
    <td>${roles.length === 0 ? html`<span class="quiet">${text.noRole}</span>` : roles.join(', ')}</td>
    <td class="who">${groups.length === 0 ? html`<span class="quiet">${none}</span>` : groupTags(groups)}</td>
    <td class="who">
      ${lastAt ? time(call, lastAt) : html`<span class="quiet">${never}</span>`}
      ${count > 0 && html`<span class="quiet line">${text.times(count)}</span>`}
    </td>
  </tr>`
}

/** In a table there is room for a few. */
function groupTags(groups) {
  const shown = groups.slice(0, 3)
  const more = groups.length - shown.length
  return html`<span class="tags"
    >${shown.map((name) => html`<span class="tag plain">${name}</span> `)}
    ${more > 0 && html`<span class="quiet">+${more}</span>`}</span
  >`
}

function inviteCard(call, roles) {
  const { members: text } = call.text
  const line = (name, label, type, { hint, isRequired = false, list } = {}) =>
    field({
      id: name,
      label,
      hint,
      isWrong: call.problem?.form === 'invite' && isRequired,
      input: (attributes) =>
        html`<input
          ${attributes}
          name="${name}"
          type="${type}"
          value="${typed(call, 'invite', name)}"
          autocomplete="off"
          ${list && html`list="${list}"`}
          ${isRequired && html`required`}
        />`,
    })
  return html`<section class="card stack" aria-labelledby="invite">
    <h2 id="invite">${text.invite}</h2>
    <p class="quiet">${text.inviteHint}</p>
    ${problemNotice(call, 'invite')}
    <form method="post" action="/admin/members" class="narrow">
      ${line('email', text.email, 'email', { isRequired: true })} ${line('name', text.name, 'text')}
      ${line('role', text.role, 'text', { hint: text.roleHint, list: 'roles' })} ${roleSuggestions(roles)}
      <button class="button" type="submit">${text.inviteSubmit}</button>
    </form>
  </section>`
}
