import express from 'express'
import { showPage } from '../admin/show-page.js'
import { takeForm } from '../admin/take-form.js'
import { sessionsPage } from '../views/account/sessions-page.js'
import { describeDevice } from '../views/sessions/describe-device.js'
import { endOneOf } from './end-one-of.js'

const home = '/account/sessions'
/** More than this at once are ended by pressing again. */
const maxRounds = 20

export function sessionRoutes() {
  const router = express.Router()
  router.get('/sessions', showPage(showSessions))
  router.post('/sessions/end', takeForm({ act: endOne, show: showSessions, form: 'sessions' }))
  router.post('/sessions/end-others', takeForm({ act: endOthers, show: showSessions, form: 'sessions' }))
  return router
}

async function showSessions(call) {
  const { auth, organizationId, session } = call
  const [sessions, connections] = await Promise.all([
    auth.sessions.list(organizationId, { userId: session.user.id }),
    auth.connections.list(organizationId),
  ])
  return sessionsPage(call, { sessions, connections })
}

async function endOne(call, { id = '' }) {
  const ended = await endOneOf(call, call.session.user.id, id)
  if (ended === null) return { to: home, notice: { key: 'session-over' } }
  return { to: home, notice: { key: 'session-ended', name: describeDevice(call.text, ended).name } }
}

async function endOthers(call) {
  const { auth, organizationId, session, context } = call
  let number = 0
  for (let round = 0; round < maxRounds; round++) {
    const sessions = await auth.sessions.list(organizationId, { userId: session.user.id })
    const others = sessions.filter(({ id }) => id !== session.id)
    if (others.length === 0) break
    for (const { id } of others) await auth.sessions.revoke(organizationId, { sessionId: id }, context)
    number += others.length
  }
  return { to: home, notice: { key: 'others-ended', number } }
}
