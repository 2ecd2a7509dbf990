import { html } from '@launchpad-sso/sdk-node/node'
import { adminPage } from './frame.js'
import { describeProblem } from './problem-notice.js'

/** For what no page can show in its own place. */
export function failurePage(call, problem) {
  const { text } = call
  const body = html`${describeProblem(call, problem)}
    <p><a class="button plain" href="/admin">${text.failed.back}</a></p>`
  return adminPage(call, { section: null, title: text.failed.title, body })
}
