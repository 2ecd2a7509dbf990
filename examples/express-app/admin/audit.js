import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { authEventTypes } from '@launchpad-sso/sdk-node'
import express from 'express'
import { auditPage } from '../views/admin/audit-page.js'
import { findNames } from './find-names.js'
import { showPage } from './show-page.js'

export function auditRoutes() {
  const router = express.Router()
  router.get('/audit', showPage(showAudit))
  router.get('/audit.jsonl', exportAudit)
  return router
}

async function showAudit(call, query) {
  const { auth, organizationId } = call
  const type = authEventTypes.find((one) => one === query.type) ?? null
  const before = /^[1-9]\d{0,14}$/.test(query.before ?? '') ? Number(query.before) : null
  const { events, cursor } = await auth.events.list({
    organizationId,
    newestFirst: true,
    limit: 25,
    ...(before && { after: before }),
    ...(type && { types: [type] }),
  })
  const verification = query.verify === '1' ? await auth.events.verify(organizationId) : null
  const names = await findNames(call, events.flatMap(listUserIds), true)
  return auditPage(call, {
    events,
    older: cursor && events.at(-1).sequence,
    type,
    isNewest: before === null,
    verification,
    types: authEventTypes,
    ...names,
  })
}

/** People an event tells of. */
function listUserIds({ actor, target, data }) {
  return [
    actor.type === 'user' ? actor.id : null,
    target.type === 'user' ? target.id : null,
    typeof data.userId === 'string' ? data.userId : null,
  ]
}

async function exportAudit(req, res) {
  const { auth, organizationId } = res.locals.call
  res.set({
    'content-type': 'application/x-ndjson; charset=utf-8',
    'content-disposition': `attachment; filename="audit-${organizationId}.jsonl"`,
  })
  try {
    await pipeline(Readable.from(auth.events.exportJsonLines({ organizationId })), res)
  } catch (error) {
    // Whoever asked has gone.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  }
}
