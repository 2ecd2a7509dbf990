import { html } from '@launchpad-sso/sdk-node/node'
import { layout } from '../layout.js'
import { doneNotice } from './done-notice.js'

const sections = ['overview', 'domains', 'connection', 'members', 'roles', 'webhooks', 'audit']

/** The frame of the administration: its sections, and what has just been done. `scripts` only help: the page works without. */
export function adminPage(call, { section, title, intro, body, scripts }) {
  const { text, session, launchpadUrl } = call
  return layout({
    title,
    session,
    launchpadUrl,
    current: 'admin',
    text,
    scripts,
    body: html`<div class="admin">
      <nav class="sections" aria-label="${text.sections.label}">
        <ul>
          ${sections.map((name) => sectionLink(name, text.sections[name], name === section))}
        </ul>
      </nav>
      <div class="page">
        <div>
          <p class="eyebrow">${session.organization.name}</p>
          <h1>${title}</h1>
          ${intro && html`<p class="quiet">${intro}</p>`}
        </div>
        ${doneNotice(call)} ${body}
      </div>
    </div>`,
  })
}

function sectionLink(name, label, isCurrent) {
  const path = name === 'overview' ? '/admin' : `/admin/${name}`
  return html`<li><a href="${path}" ${isCurrent && html`aria-current="page"`}>${label}</a></li>`
}
