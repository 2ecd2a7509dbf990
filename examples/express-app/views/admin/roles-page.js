import { html } from '@launchpad-sso/sdk-node/node'
import { field } from './field.js'
import { adminPage } from './frame.js'
import { groupList } from './group-list.js'
import { problemNotice, typed } from './problem-notice.js'
import { roleExplanation } from './role-explanation.js'
import { roleSuggestions } from './role-suggestions.js'

export function rolesPage(call, { groups, mappings, conflicts, priority, users, nameOf, explained }) {
  const { sections, roles: text } = call.text
  const known = [...new Set(['admin', ...priority, ...mappings.map(({ role }) => role)])]
  const body = html`${roleSuggestions(known)} ${groupList(call, groups, mappings)} ${reconcileCard(call)}
  ${conflictsCard(text, conflicts, nameOf)} ${explainCard(call, users, explained)} ${priorityCard(call, priority)}
  ${addGroupCard(call)}`
  return adminPage(call, { section: 'roles', title: sections.roles, intro: text.intro, body })
}

function reconcileCard(call) {
  const { roles: text } = call.text
  return html`<section class="card stack" aria-labelledby="reconcile">
    <h2 id="reconcile">${text.reconcile}</h2>
    <p class="quiet">${text.reconcileIntro}</p>
    ${problemNotice(call, 'reconcile')}
    <div class="row"><a class="button plain" href="/admin/roles/reconcile">${text.dryRun}</a></div>
  </section>`
}

function conflictsCard(text, conflicts, nameOf) {
  return html`<section class="card stack" aria-labelledby="conflicts">
    <h2 id="conflicts">${text.conflicts}</h2>
    <p class="quiet">${conflicts.length === 0 ? text.conflictsNone : text.conflictsHint}</p>
    ${
      conflicts.length > 0 &&
      html`<dl class="values">
        ${conflicts.map(
          ({ userId, candidates }) =>
            html`<div>
              <dt><a href="/admin/members/${userId}">${nameOf(userId)}</a></dt>
              <dd>
                <ol class="plain-list">
                  ${candidates.map(({ role, groupName }) => html`<li>${text.conflict(role, groupName)}</li>`)}
                </ol>
              </dd>
            </div>`,
        )}
      </dl>`
    }
  </section>`
}

function explainCard(call, users, explained) {
  const { roles: text, explain } = call.text
  const nameOfUser = ({ name, email, username, id }) => name ?? email ?? username ?? id
  return html`<section class="card stack" id="explain" aria-labelledby="explain-title">
    <h2 id="explain-title">${text.explainMember}</h2>
    <form method="get" action="/admin/roles#explain" class="row filter">
      <label for="member">${text.member}</label>
      <select id="member" name="member">
        ${users.map(
          (user) =>
            html`<option value="${user.id}" ${user.id === explained?.user.id && html`selected`}>
              ${nameOfUser(user)}
            </option>`,
        )}
      </select>
      <button class="button plain" type="submit">${text.explainSubmit}</button>
    </form>
    ${
      explained &&
      html`<div class="record">
        <h3>${explain.title}: ${nameOfUser(explained.user)}</h3>
        ${roleExplanation(call, explained.explanation)}
      </div>`
    }
  </section>`
}

function priorityCard(call, priority) {
  const { roles: text } = call.text
  const isAgain = call.problem?.form === 'priority'
  const value = isAgain ? typed(call, 'priority', 'priority') : priority.join(', ')
  return html`<section class="card stack" aria-labelledby="priority-title">
    <h2 id="priority-title">${text.priority}</h2>
    ${problemNotice(call, 'priority')}
    <form method="post" action="/admin/roles/priority" class="narrow">
      ${field({
        id: 'priority',
        label: text.priority,
        hint: text.priorityHint,
        isWrong: isAgain,
        input: (attributes) =>
          html`<input ${attributes} name="priority" value="${value}" placeholder="admin, buyer" autocomplete="off" />`,
      })}
      <div class="row"><button class="button plain" type="submit">${text.prioritySubmit}</button></div>
    </form>
  </section>`
}

function addGroupCard(call) {
  const { roles: text } = call.text
  return html`<section class="card stack" aria-labelledby="add">
    <h2 id="add">${text.addGroup}</h2>
    ${problemNotice(call, 'add')}
    <form method="post" action="/admin/roles/groups" class="narrow">
      ${field({
        id: 'group-name',
        label: text.groupName,
        hint: text.groupNameHint,
        isWrong: call.problem?.form === 'add',
        input: (attributes) =>
          html`<input ${attributes} name="name" value="${typed(call, 'add', 'name')}" autocomplete="off" required />`,
      })}
      <div class="row"><button class="button plain" type="submit">${text.addSubmit}</button></div>
    </form>
  </section>`
}
