import express from 'express'
import { overviewPage } from '../views/admin/overview-page.js'
import { showPage } from './show-page.js'

export function overviewRoutes() {
  return express.Router().get('/', showPage(showOverview))
}

async function showOverview(call) {
  const { auth, organizationId } = call
  const [domains, connections, { users, cursor }, mappings, { groups }, newest, { webhooks }] = await Promise.all([
    auth.domains.list(organizationId),
    auth.connections.list(organizationId),
    auth.users.list(organizationId, { includeWithoutRole: true }),
    auth.roles.listMappings(organizationId),
    auth.groups.list(organizationId, { limit: 1000 }),
    auth.events.list({ organizationId, newestFirst: true, limit: 1 }),
    auth.webhooks.list({ organizationId }),
  ])
  return overviewPage(call, {
    domains,
    connections,
    users,
    hasMore: cursor !== null,
    mappings,
    groups,
    webhooks,
    events: newest.events[0]?.sequence ?? 0,
  })
}
