import express from 'express'
import { showConnection } from './show-connection.js'
import { takeForm } from './take-form.js'

const dayMs = 24 * 3600 * 1000
const scopes = {
  all: ['users:read', 'users:write', 'groups:read', 'groups:write'],
  read: ['users:read', 'groups:read'],
}

/** How people get here, and the tokens of a directory that sends them. */
export function provisioningRoutes() {
  const router = express.Router()
  const post = (path, form, act) => router.post(`/connection/${path}`, takeForm({ act, show: showConnection, form }))
  post('provisioning', 'provisioning', changeMode)
  post('tokens', 'token', createToken)
  // The address of the page that shows a new token, for who goes there again.
  router.get('/connection/tokens', (_req, res) => res.redirect(303, '/admin/connection#provisioning'))
  post('tokens/revoke', 'token', revokeToken)
  return router
}

const toCard = (id) => `/admin/connection?id=${encodeURIComponent(id)}#provisioning`

async function changeMode({ auth, organizationId, context }, { id = '', mode = '' }) {
  const { name } = await auth.connections.update(organizationId, id, { provisioning: { mode } }, context)
  return { to: toCard(id), notice: { key: `mode-${mode}`, name } }
}

async function createToken({ auth, organizationId, context }, { id = '', name = '', rights = 'all', days = '0' }) {
  const draft = {
    name: name.trim() || null,
    scopes: Object.hasOwn(scopes, rights) ? scopes[rights] : [],
    expiresAt: days === '0' ? null : new Date(Date.now() + Number(days) * dayMs),
  }
  const { token } = await auth.scim.createToken(organizationId, id, draft, context)
  // With the answer itself: nobody keeps it in between, not even in a cookie.
  return { shown: { token } }
}

async function revokeToken({ auth, organizationId, context }, { id = '', token = '' }) {
  const tokens = await auth.scim.listTokens(organizationId, id)
  await auth.scim.revokeToken(organizationId, id, token, context)
  return {
    to: toCard(id),
    notice: { key: 'token-revoked', name: tokens.find((one) => one.id === token)?.name ?? null },
  }
}
