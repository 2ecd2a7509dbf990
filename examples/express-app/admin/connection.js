import express from 'express'
import { confirmPage } from '../views/admin/confirm-page.js'
import { showConnection } from './show-connection.js'
import { showPage } from './show-page.js'
import { takeForm } from './take-form.js'

const toPage = (id) => `/admin/connection?id=${encodeURIComponent(id)}`

export function connectionRoutes() {
  const router = express.Router()
  const post = (path, form, act) => router.post(`/connection/${path}`, takeForm({ act, show: showConnection, form }))
  router.get('/connection', showPage(showConnection))
  router.get('/connection/deactivate', showPage(askToDeactivate))
  post('create', 'create', create)
  post('test', 'test', startTest)
  post('activate', 'state', activate)
  post('deactivate', 'state', deactivate)
  post('values', 'values', saveValues)
  return router
}

async function create({ auth, organizationId, context }, { type, preset }) {
  const { id } = await auth.connections.create(organizationId, { type, preset }, context)
  return { to: toPage(id), notice: { key: 'connection-created' } }
}

async function startTest({ auth, organizationId, context }, { id = '' }) {
  const { url } = await auth.connections.startTest(organizationId, id, context)
  return { to: url }
}

async function activate({ auth, organizationId, context }, { id = '' }) {
  const { name } = await auth.connections.activate(organizationId, id, context)
  return { to: toPage(id), notice: { key: 'activated', name } }
}

async function askToDeactivate(call, { id = '' }) {
  const { auth, organizationId, text } = call
  const { name } = await auth.connections.get(organizationId, id)
  return confirmPage(call, {
    section: 'connection',
    title: text.connection.deactivateTitle(name),
    explain: [text.connection.deactivateExplain],
    action: '/admin/connection/deactivate',
    fields: { id },
    submit: text.connection.deactivate,
    back: toPage(id),
  })
}

async function deactivate({ auth, organizationId, session, context }, { id = '' }) {
  const { name } = await auth.connections.deactivate(organizationId, id, context)
  // Everybody who came in by it is out, and this page is closed to them: what is open to everyone says that there is no session.
  if (session.connection === id) return { to: '/' }
  return { to: toPage(id), notice: { key: 'deactivated', name } }
}

async function saveValues({ auth, organizationId, context }, { id = '', metadata, issuer, clientId, clientSecret }) {
  const { type } = await auth.connections.get(organizationId, id)
  const changes =
    type === 'saml'
      ? { metadata: metadata?.trim() ?? '' }
      : { issuer: issuer?.trim(), clientId: clientId?.trim(), ...(clientSecret && { clientSecret }) }
  await auth.connections.update(organizationId, id, changes, context)
  return { to: toPage(id), notice: { key: 'connection-saved' } }
}
