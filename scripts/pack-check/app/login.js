// Signs in by SAML and by OpenID Connect through the installed packages, over HTTP, with the fake identity providers.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { authRoutes, requireSession } from '@launchpad-sso/express'
import { createAuth } from '@launchpad-sso/sdk-node'
import { createClient, createFakeIdps } from '@launchpad-sso/sdk-node/testing'
import express from 'express'

const idps = await createFakeIdps()
const server = createServer().listen(0, '127.0.0.1')
await once(server, 'listening')
const baseUrl = `http://127.0.0.1:${server.address().port}`
const auth = createAuth({ baseUrl, secrets: ['only for this check and long enough'], connections: idps.connections })

const app = express()
app.use(authRoutes(auth))
app.get('/me', requireSession(auth), (_request, response) => response.json(response.locals.session.user.email))
server.on('request', app)

/** Starts a sign-in, lets `reply` bring back what the identity provider says, and opens the protected page. */
async function signIn(email, reply) {
  const client = createClient(fetch)
  const start = await client.get(`${baseUrl}/auth/login?email=${email}&return_to=/me`)
  const back = await reply(client, start.headers.get('location'))
  assert.equal(back.status, 303, await back.text())
  const me = await client.get(new URL(back.headers.get('location'), baseUrl))
  assert.equal(await me.json(), email)
  console.log(`       signed in as ${email}`)
}

await signIn('ana@acme.test', async (client, location) => {
  const { acsUrl, form } = await idps.saml.respond(location, { email: 'ana@acme.test' })
  return client.post(acsUrl, form)
})
await signIn('bruno@globex.test', (client, location) =>
  client.get(idps.oidc.authorize(location, { email: 'bruno@globex.test' })),
)

server.close()
server.closeAllConnections()
await idps.close()
