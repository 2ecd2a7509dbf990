import { html } from '@launchpad-sso/sdk-node/node'
import { describeProblem } from '../admin/problem-notice.js'
import { layout } from '../layout.js'

/** For what no page can show in its own place. */
export function accountFailurePage(call, problem) {
  const { text, session, launchpadUrl } = call
  const body = html`<div class="page">
    <h1>${text.failed.title}</h1>
    ${describeProblem(call, problem)}
    <p><a class="button plain" href="/account/sessions">${text.failed.back}</a></p>
  </div>`
  return layout({ title: text.failed.title, session, launchpadUrl, current: 'sessions', text, body })
}
