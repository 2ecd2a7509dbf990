import { randomBytes } from 'node:crypto'
import { createIdentityService } from '@launchpad-sso/identity'
import { buildWhenNeeded } from './demo/build-when-needed.js'
import { checkFree, listen, PortTaken } from './demo/listen.js'
import { startNext } from './demo/start-next.js'

const appPort = readPort('PORT', 3000)
const identityPort = readPort('IDENTITY_PORT', 4000)
const appUrl = `http://localhost:${appPort}`
const identityUrl = `http://localhost:${identityPort}`

// Made up at every start: nothing secret lies in the repository, and sessions end with the demo.
const secret = () => randomBytes(32).toString('base64url')
const globexClientSecret = secret()

const application = {
  name: 'Procurement',
  description: 'Purchase requests and approvals',
}
const launchUrl = (connection) =>
  `${appUrl}/auth/launch/${connection}?target_link_uri=${encodeURIComponent(`${appUrl}/dashboard`)}`

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
      ...application,
      id: 'procurement-acme',
      organizations: ['acme'],
      type: 'saml',
      saml: { entityId: `${appUrl}/auth/saml/acme/metadata`, acsUrl: `${appUrl}/auth/saml/acme/acs` },
      launchUrl: launchUrl('acme'),
    },
    {
      ...application,
      id: 'procurement-globex',
      organizations: ['globex'],
      type: 'oidc',
      oidc: {
        clientId: 'procurement',
        clientSecret: globexClientSecret,
        redirectUris: [`${appUrl}/auth/oidc/globex/callback`],
        postLogoutRedirectUris: [`${appUrl}/auth/oidc/globex/logged-out`],
        backchannelLogoutUri: `${appUrl}/auth/oidc/globex/backchannel-logout`,
      },
      launchUrl: launchUrl('globex'),
    },
  ],
})

/** What is to be stopped at the end. */
const running = [{ stop: () => identity.close() }]
let stoppingSince = null
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    if (stoppingSince === null) void stop(0)
    // npm passes on the very Ctrl-C that the terminal has sent already: only a later one is impatience.
    else if (Date.now() - stoppingSince > 300) process.exit(130)
  })
}

try {
  const server = await listen(identity.handler, identityPort)
  running.push({ stop: () => close(server) })
  await checkFree(appPort)
  await buildWhenNeeded()
  if (stoppingSince === null) await startApp()
} catch (error) {
  if (stoppingSince === null) await fail(error)
}
if (stoppingSince === null) announce()

async function startApp() {
  const app = await startNext(appPort, toEnvironment())
  running.push(app)
  app.child.once('exit', (code) => {
    if (stoppingSince === null) void fail(new Error(`next start ended with ${code}`))
  })
}

/** The side of the application: what `settings.ts` reads. */
function toEnvironment() {
  return {
    APP_URL: appUrl,
    AUTH_SECRET: secret(),
    IDENTITY_URL: identityUrl,
    GLOBEX_CLIENT_SECRET: globexClientSecret,
  }
}

function announce() {
  console.log(`
  Launchpad demo ready

  The app        ${appUrl}
  The Launchpad  ${identityUrl}

  Sign in as     ana@acme.test        password  ana-demo-1      SAML 2.0
                 bruno@globex.test    password  bruno-demo-1    OpenID Connect

  Ctrl-C stops both.
`)
}

async function fail(error) {
  if (error instanceof PortTaken) {
    const name = error.port === appPort ? 'PORT' : 'IDENTITY_PORT'
    console.error(
      `\n  Port ${error.port} is taken by another program. Choose another one:\n\n  ${name}=${error.port + 1} npm run demo:next\n`,
    )
  } else console.error(error)
  await stop(1)
}

/** Closes both servers and ends. */
async function stop(exitCode) {
  stoppingSince = Date.now()
  await Promise.all(running.map((one) => one.stop()))
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
