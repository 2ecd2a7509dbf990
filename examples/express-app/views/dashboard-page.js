import { html } from '@launchpad-sso/sdk-node/node'
import { barChart } from './bar-chart.js'
import { layout } from './layout.js'

/** The protected page: the requests of the organization the session speaks of. */
export function dashboardPage({ session, requests, launchpadUrl }) {
  const firstName = (session.user.name ?? session.user.email ?? 'there').split(/[\s@]/)[0]
  const body = html`<div class="page">
    <div class="page-head">
      <div>
        <p class="eyebrow">${session.organization.name}</p>
        <h1>Hello, ${firstName}</h1>
      </div>
    </div>
    ${requests ? overview(requests) : html`<p class="card empty">Your organization has no requests yet.</p>`}
    ${sessionFacts(session)}
  </div>`
  return layout({ title: 'Dashboard', session, launchpadUrl, current: 'dashboard', body })
}

function overview({ rows, budget, months, currency }) {
  const money = new Intl.NumberFormat('en', { style: 'currency', currency, maximumFractionDigits: 0 })
  const waiting = rows.filter((row) => row.state === 'waiting')
  const sum = waiting.reduce((total, row) => total + row.amount, 0)
  const percent = Math.round((100 * budget.spent) / budget.total)
  return html`<dl class="figures">
      <div class="card">
        <dt>Waiting for approval</dt>
        <dd>${waiting.length}</dd>
      </div>
      <div class="card">
        <dt>Value waiting</dt>
        <dd>${money.format(sum)}</dd>
      </div>
      <div class="card">
        <dt>Budget used</dt>
        <dd>
          ${percent}%
          <svg class="gauge" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
            <rect width="${percent}" height="4" />
          </svg>
          <span class="quiet">${money.format(budget.spent)} of ${money.format(budget.total)}</span>
        </dd>
      </div>
    </dl>
    <div class="columns">
      ${requestTable(rows, money)}
      ${barChart({ title: 'Ordered per month', bars: months, format: (value) => money.format(value) })}
    </div>`
}

const states = { waiting: 'Waiting', approved: 'Approved', ordered: 'Ordered', declined: 'Declined' }

function requestTable(rows, money) {
  return html`<div class="card table-card">
    <h2 id="requests">Purchase requests</h2>
    <div class="scroll" role="region" aria-labelledby="requests" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">Request</th>
            <th scope="col" class="who">Team</th>
            <th scope="col">State</th>
            <th scope="col" class="number">Amount</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                <th scope="row">
                  ${row.what}<span class="quiet">${row.id}</span><span class="quiet who-here">${row.team}</span>
                </th>
                <td class="who">${row.team}</td>
                <td><span class="tag ${row.state}">${states[row.state]}</span></td>
                <td class="number">${money.format(row.amount)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </div>`
}

/** What the session says, so that one can see which connection let the person in. */
function sessionFacts({ user, organization, connection, authenticatedAt, expiresAt }) {
  const facts = [
    ['Signed in as', user.email],
    ['Organization', organization.name],
    ['Connection', connection],
    ['Signed in at', time(authenticatedAt)],
    ['Session ends, unused', time(expiresAt)],
  ]
  return html`<section class="card session" aria-labelledby="session">
    <h2 id="session">Your session</h2>
    <dl>
      ${facts.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
    <p class="quiet">The same as JSON: <a href="/me">/me</a></p>
  </section>`
}

function time(date) {
  const text = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' }).format(date)
  return html`<time datetime="${date.toISOString()}">${text}</time>`
}
