import { html } from '@launchpad-sso/sdk-node/node'
import { doneNotice } from '../admin/done-notice.js'
import { problemNotice } from '../admin/problem-notice.js'
import { layout } from '../layout.js'
import { sessionList } from '../sessions/session-list.js'
import { signOutForm } from '../sign-out-form.js'

/** Where the person is signed in. */
export function sessionsPage(call, { sessions, connections }) {
  const { text, session, launchpadUrl } = call
  const { title, intro } = text.sessions
  const mine = sessions.filter(({ id }) => id === session.id)
  const others = sessions.filter(({ id }) => id !== session.id)
  const body = html`<div class="page">
    <div>
      <p class="eyebrow">${session.organization.name}</p>
      <h1>${title}</h1>
      <p class="quiet">${intro}</p>
    </div>
    ${doneNotice(call)} ${problemNotice(call, 'sessions')} ${thisCard(call, mine, connections)}
    ${othersCard(call, others, connections)}
  </div>`
  return layout({ title, session, launchpadUrl, current: 'sessions', text, body })
}

function thisCard(call, sessions, connections) {
  const { sessions: text } = call.text
  return html`<section class="card stack" aria-labelledby="here">
    <h2 id="here">${text.here}</h2>
    ${sessionList(call, { sessions, connections, labelledBy: 'here', toForm: () => null })}
    ${signOutForm({ text: call.text, launchpadUrl: call.launchpadUrl, id: 'page', isSmall: true })}
  </section>`
}

function othersCard(call, sessions, connections) {
  const { sessions: text } = call.text
  const toForm = ({ id }, device) =>
    html`<form method="post" action="/account/sessions/end">
      <input type="hidden" name="id" value="${id}" />
      <button class="button plain small" type="submit">${text.signOut} <span class="unseen">${device}</span></button>
    </form>`
  return html`<section class="card stack" aria-labelledby="elsewhere">
    <div class="card-head">
      <h2 id="elsewhere">${text.elsewhere}</h2>
      ${
        sessions.length > 0 &&
        html`<form method="post" action="/account/sessions/end-others">
          <button class="button small danger" type="submit">${text.signOutOthers}</button>
        </form>`
      }
    </div>
    ${
      sessions.length === 0
        ? html`<p class="quiet">${text.noOthers}</p>`
        : sessionList(call, { sessions, connections, labelledBy: 'elsewhere', toForm })
    }
  </section>`
}
