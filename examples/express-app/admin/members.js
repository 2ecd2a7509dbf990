import express from 'express'
import { endOneOf } from '../account/end-one-of.js'
import { memberPage } from '../views/admin/member-page.js'
import { membersPage } from '../views/admin/members-page.js'
import { describeDevice } from '../views/sessions/describe-device.js'
import { Refusal } from './refusal.js'
import { showPage } from './show-page.js'
import { takeForm } from './take-form.js'

const home = '/admin/members'
const pageSize = 20

export function memberRoutes() {
  const router = express.Router()
  const post = (path, form, act) => router.post(`/members/:id/${path}`, takeForm({ act, show: showMember, form }))
  router.get('/members', showPage(showMembers))
  router.post('/members', takeForm({ act: invite, show: (call) => showMembers(call, {}), form: 'invite' }))
  router.get('/members/:id', showPage(showMember))
  post('role', 'role', giveRole)
  post('release', 'role', releaseRole)
  post('deactivate', 'status', setStatus('inactive', 'member-deactivated'))
  post('reactivate', 'status', setStatus('active', 'member-reactivated'))
  // Of people whom the directory sends, this is all that is ours to decide.
  post('block', 'status', setStatus('blocked', 'member-blocked'))
  post('unblock', 'status', setStatus('active', 'member-unblocked'))
  post('sessions/end', 'sessions', endSession)
  post('sessions/end-all', 'sessions', endSessions)
  return router
}

async function showMembers(call, { search = '', after }) {
  const { auth, organizationId } = call
  const query = { includeWithoutRole: true, limit: pageSize, ...(search && { search }), ...(after && { after }) }
  const [{ users, cursor }, roles] = await Promise.all([auth.users.list(organizationId, query), listRoles(call)])
  const members = await Promise.all(users.map((user) => toMember(call, user)))
  return membersPage(call, { members, cursor, search, isFirst: !after, roles })
}

async function showMember(call, _query, { id }) {
  const { auth, organizationId } = call
  // Found within the organization first: `explain` asks for no organization.
  const user = await auth.users.get(organizationId, id)
  const [explanation, logins, roles, sessions, connections] = await Promise.all([
    auth.roles.explain(id),
    auth.users.listLogins(organizationId, id),
    listRoles(call),
    auth.sessions.list(organizationId, { userId: id }),
    auth.connections.list(organizationId),
  ])
  const groups = listGroupNames(explanation)
  return memberPage(call, { user, explanation, groups, logins, roles, sessions, connections })
}

async function toMember({ auth, organizationId }, user) {
  const [logins, explanation] = await Promise.all([
    auth.users.listLogins(organizationId, user.id),
    auth.roles.explain(user.id),
  ])
  const times = logins.map(({ lastAt }) => lastAt.getTime())
  return {
    user,
    groups: listGroupNames(explanation),
    lastAt: times.length === 0 ? null : new Date(Math.max(...times)),
    count: logins.reduce((sum, login) => sum + login.count, 0),
  }
}

/** Those that give a role come first. */
const listGroupNames = ({ candidates, unmapped }) => [
  ...new Set([...candidates, ...unmapped].map(({ groupName }) => groupName)),
]

/** Suggestions: those that are in use. */
async function listRoles({ auth, organizationId }) {
  const mappings = await auth.roles.listMappings(organizationId)
  return [...new Set(['admin', ...mappings.map(({ role }) => role)])]
}

async function invite({ auth, organizationId, context }, { email = '', name = '', role = '' }) {
  const draft = {
    email: email.trim(),
    status: 'invited',
    ...(name.trim() && { name: name.trim() }),
    ...(role.trim() && { role: role.trim() }),
  }
  const user = await auth.users.create(organizationId, draft, context)
  return { to: home, notice: { key: 'invited', name: nameOfUser(user) } }
}

async function giveRole(call, { role = '' }, { id }) {
  checkOther(call, id)
  const user = await call.auth.users.update(call.organizationId, id, { role: role.trim() }, call.context)
  return { to: `${home}/${id}`, notice: { key: 'role-given', name: nameOfUser(user), role: user.roles.join(', ') } }
}

async function releaseRole(call, _fields, { id }) {
  checkOther(call, id)
  const user = await call.auth.users.update(call.organizationId, id, { role: null }, call.context)
  return { to: `${home}/${id}`, notice: { key: 'role-released', name: nameOfUser(user) } }
}

function setStatus(status, key) {
  return async (call, _fields, { id }) => {
    checkOther(call, id)
    const user = await call.auth.users.update(call.organizationId, id, { status }, call.context)
    return { to: `${home}/${id}`, notice: { key, name: nameOfUser(user) } }
  }
}

async function endSession(call, { session = '' }, { id }) {
  checkOther(call, id)
  const user = await call.auth.users.get(call.organizationId, id)
  const ended = await endOneOf(call, id, session)
  if (ended === null) return { to: `${home}/${id}`, notice: { key: 'session-over' } }
  const device = describeDevice(call.text, ended).name
  return { to: `${home}/${id}`, notice: { key: 'member-session-ended', name: nameOfUser(user), device } }
}

/** Also those that nobody has listed. Deactivating ends them, too, and keeps the person from beginning another. */
async function endSessions(call, _fields, { id }) {
  checkOther(call, id)
  const user = await call.auth.users.get(call.organizationId, id)
  await call.auth.sessions.revoke(call.organizationId, { userId: id }, call.context)
  return { to: `${home}/${id}`, notice: { key: 'member-sessions-ended', name: nameOfUser(user) } }
}

/** Nobody locks themselves out. */
function checkOther({ session }, id) {
  if (id === session.user.id) throw new Refusal('SELF', 409)
}

const nameOfUser = ({ id, name, email, username }) => name ?? email ?? username ?? id
