import { authEventTypes, AuthError } from '@launchpad-sso/sdk-node'
import express from 'express'
import { confirmPage } from '../views/admin/confirm-page.js'
import { webhooksPage } from '../views/admin/webhooks-page.js'
import { findNewestDeliveries } from './find-newest-deliveries.js'
import { familyOf } from './event-families.js'
import { showPage } from './show-page.js'
import { takeForm } from './take-form.js'

const home = '/admin/webhooks'
const toCard = (id) => `${home}#webhook-${id}`
const ofWebhook = (_fields, { id }) => `webhook ${id}`

export function webhookRoutes() {
  const router = express.Router()
  const post = (path, act) =>
    router.post(`/webhooks/:id/${path}`, takeForm({ act, show: showWebhooks, form: ofWebhook }))
  router.get('/webhooks', showPage(showWebhooks))
  router.post('/webhooks', takeForm({ act: add, show: showWebhooks, form: 'add' }))
  router.get('/webhooks/:id/remove', showPage(askToRemove))
  post('remove', remove)
  post('enable', enable)
  post('replay', replay)
  return router
}

async function showWebhooks(call) {
  const { auth, organizationId, inbox } = call
  const { webhooks } = await auth.webhooks.list({ organizationId, limit: 100 })
  const cards = await Promise.all(
    webhooks.map(async (webhook) => ({ webhook, deliveries: await findNewestDeliveries(auth, webhook.id, 8) })),
  )
  return webhooksPage(call, { cards, arrived: inbox?.list(organizationId) ?? null })
}

/** Looked up first: the SDK asks for no organization, and theirs are the only ones this page may touch. */
async function getOwn({ auth, organizationId }, id) {
  const webhook = await auth.webhooks.get(id)
  if (webhook.organizationId === organizationId) return webhook
  throw new AuthError('WEBHOOK_NOT_FOUND', `organization '${organizationId}' has no webhook '${id}'`)
}

async function add({ auth, organizationId, context, inbox }, { name = '', url = '', ...fields }) {
  const types = authEventTypes.filter((type) => fields[`family_${familyOf(type)}`] === 'on')
  const draft = {
    organizationId,
    url: url.trim(),
    name: name.trim() || null,
    types: types.length === 0 ? null : types,
  }
  const { webhook, secret } = await auth.webhooks.create(draft, context)
  // The receiver of the demo learns it as another one would: from whoever set it up.
  if (webhook.url === inbox?.url) await inbox.learn(webhook.id, secret)
  return { shown: { webhookId: webhook.id, secret } }
}

async function askToRemove(call, _query, { id }) {
  const { name, url } = await getOwn(call, id)
  const { webhooks: text } = call.text
  return confirmPage(call, {
    section: 'webhooks',
    title: text.removeTitle(name ?? url),
    explain: [text.removeExplain],
    action: `${home}/${id}/remove`,
    fields: {},
    submit: text.remove,
    back: toCard(id),
  })
}

async function remove(call, _fields, { id }) {
  const { name, url } = await getOwn(call, id)
  await call.auth.webhooks.remove(id, call.context)
  await call.inbox?.forget(id)
  return { to: home, notice: { key: 'webhook-removed', name: name ?? url } }
}

async function enable(call, _fields, { id }) {
  const { name, url } = await getOwn(call, id)
  await call.auth.webhooks.update(id, { status: 'active' }, call.context)
  return { to: toCard(id), notice: { key: 'webhook-enabled', name: name ?? url } }
}

/** One event, or everything that was given up. */
async function replay(call, { eventId }, { id }) {
  await getOwn(call, id)
  const query = eventId ? { organizationId: call.organizationId, eventId } : { dead: true }
  const { replayed } = await call.auth.webhooks.replay(id, query)
  return { to: toCard(id), notice: { key: 'replayed', number: replayed } }
}
