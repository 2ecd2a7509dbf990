import { html } from '@launchpad-sso/sdk-node/node'
import { adminPage } from './frame.js'

export function overviewPage(call, { domains, connections, users, hasMore, mappings, groups, webhooks, events }) {
  const { overview, sections } = call.text
  const isActive = ({ status }) => status === 'active'
  const isVerified = ({ status }) => status === 'verified'
  const tiles = [
    ['domains', overview.domains(domains.filter(isVerified).length, domains.length)],
    ['connection', overview.connections(connections.filter(isActive).length, connections.length)],
    ['members', overview.members(users.length, hasMore)],
    ['roles', overview.roles(mappings.length, groups.length)],
    ['webhooks', overview.webhooks(webhooks.filter(isActive).length, webhooks.length)],
    ['audit', overview.audit(events)],
  ]
  const body = html`<ul class="tiles">
    ${tiles.map(
      ([name, says]) =>
        html`<li class="card">
          <h2><a href="/admin/${name}">${sections[name]}</a></h2>
          <p class="quiet">${says}</p>
        </li>`,
    )}
  </ul>`
  return adminPage(call, { section: 'overview', title: sections.label, intro: overview.intro, body })
}
