// One Express app in its own process: `bare`, `ours`, `revoked` (ours, and so many sessions are over) or `iron`. Its CPU time is read through
// the parent's messages.
import { once } from 'node:events'
import express from 'express'
import { serveParent } from './children.js'
import { cookieName } from './sample-sessions.js'

const [kind = 'bare', given = ''] = process.argv.slice(2)
const answer = { ok: true, message: 'sixty bytes of JSON for everyone who asks' }

/** @returns {Promise<import('express').RequestHandler[]>} what stands between the request and the answer. */
async function createGuards() {
  if (kind === 'bare') return []
  if (kind === 'iron') {
    const { getIronSession } = await import('iron-session')
    const options = {
      cookieName,
      password: JSON.parse(given),
      ttl: 0,
      cookieOptions: { secure: false },
    }
    return [
      (req, res, next) => {
        getIronSession(req, res, options)
          .then((session) => ('id' in session ? next() : res.status(401).end()))
          .catch(next)
      },
    ]
  }
  const { requireSession } = await import('@launchpad-sso/express')
  if (kind === 'revoked') {
    const { createRevokedAuth } = await import('./many-revocations.js')
    return [requireSession(await createRevokedAuth(Number(given)))]
  }
  const { createBenchAuth } = await import('./sample-sessions.js')
  return [requireSession(createBenchAuth())]
}

const app = express()
app.get('/', ...(await createGuards()), (_req, res) => {
  res.json(answer)
})
const server = app.listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
serveParent(port, () => process.cpuUsage())
