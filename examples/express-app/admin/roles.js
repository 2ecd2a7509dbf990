import express from 'express'
import { reconcilePage } from '../views/admin/reconcile-page.js'
import { rolesPage } from '../views/admin/roles-page.js'
import { findNames } from './find-names.js'
import { showPage } from './show-page.js'
import { takeForm } from './take-form.js'

const home = '/admin/roles'

export function roleRoutes() {
  const router = express.Router()
  const post = (path, form, act) =>
    router.post(`/roles/${path}`, takeForm({ act, show: (call) => showRoles(call, {}), form }))
  router.get('/roles', showPage(showRoles))
  router.get('/roles/reconcile', showPage(showDryRun))
  post('map', ({ groupId = '' }) => `group ${groupId}`, map)
  post('unmap', ({ groupId = '' }) => `group ${groupId}`, unmap)
  post('groups', 'add', addGroup)
  post('priority', 'priority', savePriority)
  post('reconcile', 'reconcile', reconcile)
  return router
}

async function showRoles(call, { member = '' }) {
  const { auth, organizationId } = call
  const [{ groups }, mappings, conflicts, { settings }, { users }] = await Promise.all([
    auth.groups.list(organizationId, { limit: 1000 }),
    auth.roles.listMappings(organizationId),
    auth.roles.listConflicts(organizationId),
    auth.organizations.get(organizationId),
    auth.users.list(organizationId, { includeWithoutRole: true, limit: 200 }),
  ])
  const { nameOf } = await findNames(
    call,
    conflicts.map(({ userId }) => userId),
  )
  const explained = member === '' ? null : await explain(call, member)
  return rolesPage(call, { groups, mappings, conflicts, priority: settings.rolePriority, users, nameOf, explained })
}

/** Found within the organization first: `explain` asks for no organization. */
async function explain({ auth, organizationId }, member) {
  const user = await auth.users.get(organizationId, member)
  return { user, explanation: await auth.roles.explain(user.id) }
}

async function showDryRun(call) {
  const { auth, organizationId, context } = call
  const summary = await auth.roles.reconcile(organizationId, { dryRun: true }, context)
  const people = summary.changes.slice(0, 200).map(({ userId }) => userId)
  return reconcilePage(call, { summary, ...(await findNames(call, people, true)) })
}

async function map({ auth, organizationId, context }, { groupId = '', role = '' }) {
  const { name } = await auth.groups.get(organizationId, groupId)
  const mapping = await auth.roles.map(organizationId, { groupId, role: role.trim() }, context)
  return { to: home, notice: { key: 'mapped', name, role: mapping.role } }
}

async function unmap({ auth, organizationId, context }, { groupId = '' }) {
  const { name } = await auth.groups.get(organizationId, groupId)
  await auth.roles.unmap(organizationId, groupId, context)
  return { to: home, notice: { key: 'unmapped', name } }
}

async function addGroup({ auth, organizationId, context }, { name = '' }) {
  const group = await auth.groups.create(organizationId, { name: name.trim() }, context)
  return { to: home, notice: { key: 'group-added', name: group.name } }
}

async function savePriority({ auth, organizationId, context }, { priority = '' }) {
  const rolePriority = priority
    .split(',')
    .map((role) => role.trim())
    .filter((role) => role !== '')
  await auth.organizations.update(organizationId, { settings: { rolePriority } }, context)
  return { to: home, notice: { key: 'priority-saved' } }
}

async function reconcile({ auth, organizationId, context }) {
  const { checked, changed } = await auth.roles.reconcile(organizationId, {}, context)
  return { to: home, notice: { key: 'reconciled', checked, changed } }
}
