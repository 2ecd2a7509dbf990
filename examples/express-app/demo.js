import { randomBytes } from 'node:crypto'
import { createIdentityService } from '@launchpad-sso/identity'
import { createAuth } from '@launchpad-sso/sdk-node'
import { listen, PortTaken } from './listen.js'
import { createApp } from './server.js'

const appPort = readPort('PORT', 3000)
const identityPort = readPort('IDENTITY_PORT', 4000)
const appUrl = `http://localhost:${appPort}`
const identityUrl = `http://localhost:${identityPort}`

// Made up at every start: nothing secret lies in the repository, and sessions end with the demo.
const secret = () => randomBytes(32).toString('base64url')
const globexClient = { clientId: 'procurement', clientSecret: secret() }

// The side of the customers: who works there, and which applications they have.
const identity = await createIdentityService({
  issuer: identityUrl,
  secrets: [secret()],
  organizations: [
    { id: 'acme', name: 'Acme', domains: ['acme.test'] },
    { id: 'globex', name: 'Globex', domains: ['globex.test'] },
  ],
  users: [
    { username: 'ana', email: 'ana@acme.test', name: 'Ana Souza', password: 'ana-demo-1', organization: 'acme' },
    {
      username: 'bruno',
      email: 'bruno@globex.test',
      name: 'Bruno Lima',
      password: 'bruno-demo-1',
      organization: 'globex',
    },
  ],
  applications: [
    {
      id: 'procurement-acme',
      name: 'Procurement',
      description: 'Purchase requests and approvals',
      organizations: ['acme'],
      type: 'saml',
      saml: { entityId: `${appUrl}/auth/saml/acme/metadata`, acsUrl: `${appUrl}/auth/saml/acme/acs` },
      launchUrl: `${appUrl}/auth/launch/acme?target_link_uri=${encodeURIComponent(`${appUrl}/dashboard`)}`,
    },
    {
      id: 'procurement-globex',
      name: 'Procurement',
      description: 'Purchase requests and approvals',
      organizations: ['globex'],
      type: 'oidc',
      oidc: { ...globexClient, redirectUris: [`${appUrl}/auth/oidc/globex/callback`] },
      launchUrl: `${appUrl}/auth/launch/globex?target_link_uri=${encodeURIComponent(`${appUrl}/dashboard`)}`,
    },
  ],
})

// The side of the application: one connection for each customer.
const auth = createAuth({
  baseUrl: appUrl,
  secrets: [secret()],
  productName: 'Procurement',
  connections: [
    {
      id: 'acme',
      type: 'saml',
      organization: { id: 'acme', name: 'Acme' },
      loginHintParameter: 'login_hint',
      domains: ['acme.test'],
      metadata: identity.metadata,
    },
    {
      id: 'globex',
      type: 'oidc',
      organization: { id: 'globex', name: 'Globex' },
      domains: ['globex.test'],
      issuer: identity.issuer,
      ...globexClient,
    },
  ],
})

const servers = []
let stoppingSince = null
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    if (stoppingSince === null) void stop(0)
    // npm passes on the very Ctrl-C that the terminal has sent already: only a later one is impatience.
    else if (Date.now() - stoppingSince > 300) process.exit(130)
  })
}

try {
  servers.push(await listen(identity.handler, identityPort))
  servers.push(await listen(createApp({ auth, launchpadUrl: identityUrl }), appPort))
} catch (error) {
  if (!(error instanceof PortTaken)) throw error
  const name = error.port === appPort ? 'PORT' : 'IDENTITY_PORT'
  console.error(
    `\n  Port ${error.port} is taken by another program. Choose another one:\n\n  ${name}=${error.port + 1} npm run demo\n`,
  )
  await stop(1)
}

console.log(`
  Launchpad demo ready

  The app        ${appUrl}
  The Launchpad  ${identityUrl}

  Sign in as     ana@acme.test        password  ana-demo-1      SAML 2.0
                 bruno@globex.test    password  bruno-demo-1    OpenID Connect

  Ctrl-C stops both.
`)

/** Closes both servers and ends. */
async function stop(exitCode) {
  stoppingSince = Date.now()
  await Promise.all(servers.map(close))
  await identity.close()
  process.exit(exitCode)
}

function close(server) {
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeAllConnections()
  return closed
}

function readPort(name, fallback) {
  const text = process.env[name] ?? String(fallback)
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  console.error(`${name} must be a port number between 1 and 65535, is '${text}'.`)
  process.exit(1)
}
