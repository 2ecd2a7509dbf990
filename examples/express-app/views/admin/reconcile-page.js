import { html } from '@launchpad-sso/sdk-node/node'
import { adminPage } from './frame.js'

const shownAtMost = 200

/** What reconciling would do; nothing has been written. */
export function reconcilePage(call, { summary, nameOf }) {
  const { roles: text, cancel } = call.text
  const { changes, changed, skipped } = summary
  const body = html`<div class="card stack">
      <p>${text.summary(summary)}</p>
      ${skipped.length > 0 && html`<p>${text.skipped(skipped.length)}</p>`}
      ${changed === 0 ? html`<p>${text.nothingToDo}</p>` : html`<p class="quiet">${text.dryRunNote}</p>`}
      <form method="post" action="/admin/roles/reconcile" class="row">
        ${changed > 0 && html`<button class="button" type="submit">${text.apply(changed)}</button>`}
        <a class="button plain" href="/admin/roles">${cancel}</a>
      </form>
    </div>
    ${changes.length > 0 && changeTable(call, changes, nameOf)}`
  return adminPage(call, { section: 'roles', title: text.dryRunTitle, body })
}

function changeTable(call, changes, nameOf) {
  const { roles: text, members, sections } = call.text
  const role = ({ roles }) => (roles.length === 0 ? members.noRole : roles.join(', '))
  return html`<div class="card table-card">
    <h2 id="changes">${sections.members}</h2>
    <div class="scroll" role="region" aria-labelledby="changes" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">${text.member}</th>
            <th scope="col">${text.before}</th>
            <th scope="col">${text.after}</th>
            <th scope="col" class="who">${text.because}</th>
          </tr>
        </thead>
        <tbody>
          ${changes.slice(0, shownAtMost).map(
            (change) =>
              html`<tr>
                <th scope="row"><a href="/admin/members/${change.userId}">${nameOf(change.userId)}</a></th>
                <td>${role(change.old)}</td>
                <td><strong>${role(change.new)}</strong></td>
                <td class="who">${change.groupId && nameOf(change.groupId)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </div>`
}
