import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import express from 'express'
import { auditPage } from '../views/admin/audit-page.js'
import { logEntry, toSentence } from '../views/admin/log-entry.js'
import { toTypes } from './event-families.js'
import { findNames } from './find-names.js'
import { showPage } from './show-page.js'
import { toFields } from './to-fields.js'

/** On one page, and in one answer to a page that asks what is new. */
const pageSize = 25

export function auditRoutes() {
  const router = express.Router()
  router.get('/audit', showPage(showAudit))
  router.get('/audit/live', listNew)
  router.get('/audit.jsonl', exportAudit)
  return router
}

const toSequence = (text) => (/^\d{1,15}$/.test(text ?? '') ? Number(text) : null)

async function showAudit(call, query) {
  const { auth, organizationId } = call
  const types = toTypes(query.type)
  const before = toSequence(query.before)
  const { events, cursor } = await auth.events.list({
    organizationId,
    newestFirst: true,
    limit: pageSize,
    ...(before && { after: before }),
    ...(types && { types }),
  })
  const verification = query.verify === '1' ? await auth.events.verify(organizationId) : null
  return auditPage(call, {
    events,
    older: cursor && events.at(-1).sequence,
    filter: types && query.type,
    isNewest: before === null,
    verification,
    ...(await findNamesOf(call, events)),
  })
}

/** What has happened since the last event that a page shows, for the script of that page. */
async function listNew(req, res) {
  const { call } = res.locals
  const { auth, organizationId, text } = call
  const { after, type } = toFields(req.query)
  const types = toTypes(type)
  const { events, cursor } = await auth.events.list({
    organizationId,
    limit: pageSize,
    after: toSequence(after) ?? 0,
    ...(types && { types }),
  })
  const names = events.length === 0 ? null : await findNamesOf(call, events)
  // A page asks by itself. That somebody is there, and the session goes on, is not in it.
  res.removeHeader('set-cookie')
  res.json({
    after: events.at(-1)?.sequence ?? null,
    hasMore: cursor !== null,
    entries: events.map((event) => logEntry(call, event, names).toString()),
    say: events.length === 1 ? toSentence(call, events[0], names) : text.audit.arrived(events.length),
  })
}

/** Of everybody and everything the events tell of. */
async function findNamesOf(call, events) {
  const userIds = events.flatMap(({ actor, target, data }) => [
    actor.type === 'user' ? actor.id : null,
    target.type === 'user' ? target.id : null,
    typeof data.userId === 'string' ? data.userId : null,
  ])
  return findNames(call, userIds, true)
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
