import { html } from '@launchpad-sso/sdk-node/node'
import { problemNotice } from './problem-notice.js'
import { time } from './times.js'

const colors = { passed: '', failed: 'declined', 'not-reached': 'waiting' }

/** Begins a test sign-in in another tab, and shows what the last one found. */
export function testCard(call, { id, lastTest }) {
  const { connection: text } = call.text
  return html`<section class="card stack" id="test" aria-labelledby="test-title">
    <div class="card-head">
      <h2 id="test-title">${text.test}</h2>
      ${lastTest && html`<span class="tag ${colors[lastTest.outcome]}">${text.outcomes[lastTest.outcome]}</span>`}
    </div>
    <p class="quiet">${text.testIntro}</p>
    ${problemNotice(call, 'test')} ${lastTest ? lastReport(call, lastTest) : html`<p>${text.testNone}</p>`}
    <div class="row">
      <form method="post" action="/admin/connection/test" target="_blank">
        <input type="hidden" name="id" value="${id}" />
        <button class="button" type="submit">${text.testSubmit}</button>
      </form>
      <a class="button plain" href="/admin/connection?id=${encodeURIComponent(id)}#test">${text.testAgain}</a>
    </div>
  </section>`
}

function lastReport(call, { at, outcome, code, checks }) {
  const { connection: text, errors } = call.text
  return html`<p>
      ${text.outcomes[outcome]}, ${time(call, at)} ${code && html`<br />${errors[code]?.say} <code>${code}</code>`}
    </p>
    <details ${outcome === 'failed' && html`open`}>
      <summary>${text.checks}</summary>
      <ol class="checks">
        ${checks.map(
          (check) =>
            html`<li>
              <code>${check.name}</code>
              <span class="tag ${colors[check.outcome]}">${text.outcomes[check.outcome]}</span>
              ${check.detail && html`<span class="quiet" lang="en">${check.detail}</span>`}
            </li>`,
        )}
      </ol>
    </details>`
}
