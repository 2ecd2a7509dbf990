// The fake OpenID provider in a process of its own, on loopback. Signs in whoever comes, and counts the requests.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createFakeOidcListener, createFakeOidcProvider } from '@launchpad-sso/sdk-node/testing'
import { serveParent } from './children.js'

const server = createServer()
// A candidate must not pay for the pause the others made.
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
const provider = await createFakeOidcProvider({
  issuer: `http://127.0.0.1:${port}`,
  clients: [{ clientId: 'bench-app', clientSecret: 'bench-client-secret' }],
  person: { email: 'bruno@globex.test', name: 'Bruno Lima' },
})
server.on(
  'request',
  createFakeOidcListener(() => provider),
)

let seen = 0
serveParent(port, () => {
  const requests = provider.requests()
  const fresh = requests.slice(seen)
  seen = requests.length
  return fresh
})
