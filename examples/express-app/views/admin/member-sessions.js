import { html } from '@launchpad-sso/sdk-node/node'
import { sessionList } from '../sessions/session-list.js'
import { problemNotice } from './problem-notice.js'

/** Where a person is signed in. Who looks at themselves has a page of their own for that. */
export function memberSessions(call, { user, sessions, connections, isSelf }) {
  const { sessions: text } = call.text
  const action = `/admin/members/${user.id}/sessions`
  const toForm = ({ id }, device) =>
    !isSelf &&
    html`<form method="post" action="${action}/end">
      <input type="hidden" name="session" value="${id}" />
      <button class="button plain small" type="submit">${text.signOut} <span class="unseen">${device}</span></button>
    </form>`
  const hasAny = sessions.length > 0
  return html`<section class="card stack" aria-labelledby="sessions">
    <div class="card-head">
      <h2 id="sessions">${text.ofMember}</h2>
      ${
        hasAny &&
        !isSelf &&
        html`<form method="post" action="${action}/end-all">
          <button class="button small danger" type="submit">${text.signOutAll}</button>
        </form>`
      }
    </div>
    ${problemNotice(call, 'sessions')}
    ${
      hasAny
        ? sessionList(call, { sessions, connections, labelledBy: 'sessions', toForm })
        : html`<p class="quiet">${text.noneOfMember}</p>`
    }
    ${
      isSelf
        ? html`<p><a href="/account/sessions">${text.title}</a></p>`
        : hasAny && html`<p class="quiet">${text.ofMemberHint}</p>`
    }
  </section>`
}
