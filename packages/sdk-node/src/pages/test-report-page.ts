import type { TestCheck, TestReport } from '../model/connection-record.ts'
import { html, type Html } from './html.ts'
import { messagesOf } from './messages-of.ts'
import type { Messages } from './messages.ts'
import { renderPage, type Page, type PageSetting } from './page.ts'
import { symbols } from './symbols.ts'

export interface TestReportPage extends PageSetting {
  readonly connection: string
  readonly report: TestReport
  /** Also in the log; null: nothing went wrong. */
  readonly incidentId: string | null
  /** False: the settings were changed while the test ran, so the report was not kept. */
  readonly isKept: boolean
}

/** What a test sign-in showed: for the administrator who sets the connection up, so it says what others must not see. */
export function renderTestReportPage(page: TestReportPage): Page {
  const { report, connection } = page
  const text = messagesOf(page.locale).testReport
  const passed = report.outcome === 'passed'
  const body = html`
    <div class="emblem ${passed ? 'success' : 'danger'}">${passed ? symbols.check : symbols.warning}</div>
    <h1>${passed ? text.passed : text.failed}</h1>
    <p>${text.about(connection)} ${text.nobody}</p>
    ${!page.isKept && html`<p class="alert warning">${text.notKept}</p>`} ${!passed && toFailure(page, text)}
    ${toTable({ caption: text.read, name: text.field, rows: Object.entries(report.identity) }, text)}
    ${toChecks(report.checks, text)}
    ${toTable({ caption: text.claims, name: text.name, rows: Object.entries(report.claims) }, text)}
  `
  const { locale, productName } = page
  return renderPage({ locale, productName, title: text.title, body, wide: true, formAction: `'none'` })
}

type Text = Messages['testReport']

function toFailure({ report, incidentId, locale }: TestReportPage, text: Text): Html {
  const failed = report.checks.find(({ outcome }) => outcome === 'failed')
  const { incident, code } = messagesOf(locale).error
  return html`<dl class="facts">
    <div>
      <dt>${text.failedCheck}</dt>
      <dd><strong>${failed?.name ?? ''}</strong> <span class="copyable">${failed?.detail ?? ''}</span></dd>
    </div>
    <div>
      <dt>${code}</dt>
      <dd><code class="copyable">${report.code ?? ''}</code></dd>
    </div>
    <div>
      <dt>${incident}</dt>
      <dd><code class="copyable">${incidentId ?? ''}</code></dd>
    </div>
  </dl>`
}

const badges: Readonly<Record<TestCheck['outcome'], string>> = {
  passed: 'success',
  failed: 'danger',
  'not-reached': 'neutral',
}

function toChecks(checks: readonly TestCheck[], text: Text): Html {
  const rows = checks.map(
    ({ name, outcome }) =>
      html`<tr>
        <th scope="row"><code>${name}</code></th>
        <td><span class="badge ${badges[outcome]}">${text.outcomes[outcome]}</span></td>
      </tr>`,
  )
  return frame(text.checks, [text.check, text.outcome], rows)
}

interface Table {
  readonly caption: string
  /** Heading of the first column. */
  readonly name: string
  readonly rows: readonly (readonly [name: string, values: readonly string[]])[]
}

function toTable({ caption, name, rows }: Table, text: Text): Html {
  if (rows.length === 0)
    return html`<h2>${caption}</h2>
      <p class="empty">${text.nothing}</p>`
  const lines = rows.map(
    ([label, values]) =>
      html`<tr>
        <th scope="row"><code>${label}</code></th>
        <td>${values.length === 0 ? '—' : values.join(', ')}</td>
      </tr>`,
  )
  return frame(caption, [name, text.value], lines)
}

function frame(caption: string, heads: readonly string[], rows: readonly Html[]): Html {
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label="${caption}">
    <table class="table">
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`
}
