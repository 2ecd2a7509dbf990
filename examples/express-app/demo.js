import { fileURLToPath } from 'node:url'
import { createAuth } from '@launchpad-sso/sdk-node'
import { sqliteStore } from '@launchpad-sso/sdk-node/sqlite'
import { createInbox } from './demo/create-inbox.js'
import { openDataFolder, resetDataFolder } from './demo/data-folder.js'
import { findVerificationTexts } from './demo/find-verification-texts.js'
import { listen, PortTaken } from './demo/listen.js'
import { startNameServer } from './demo/name-server.js'
import { readPort } from './demo/read-port.js'
import { setUpOrganizations } from './demo/set-up-organizations.js'
import { startIdentity } from './demo/start-identity.js'
import { createApp } from './server.js'

const appPort = readPort('PORT', 3000)
const identityPort = readPort('IDENTITY_PORT', 4000)
const appUrl = `http://localhost:${appPort}`
const identityUrl = `http://localhost:${identityPort}`
const folder = process.env.DEMO_DATA || fileURLToPath(new URL('.data', import.meta.url))

// What is written here is for whoever runs the demo, and nobody else on this machine.
process.umask(0o077)
if (process.argv.includes('--reset') || process.env.DEMO_RESET === '1') await resetDataFolder(folder)
const data = await openDataFolder(folder)
const { appSecret, ...identitySecrets } = data.kept()

const identity = await startIdentity({ identityUrl, appUrl, ...identitySecrets })
const nameServer = await startNameServer((name) => findVerificationTexts(auth, name))
const store = sqliteStore(data.databasePath)

// The side of the application: its customers are in the database.
const auth = createAuth({
  baseUrl: appUrl,
  secrets: [appSecret],
  productName: 'Procurement',
  store,
  dns: { servers: [nameServer.address] },
  // Only here: the demo receives its own webhooks, on this machine. Anywhere else, whoever adds an endpoint could reach into your network.
  webhooks: { insecureAllowPrivateNetwork: true },
})

const inbox = createInbox({ url: `${appUrl}/demo/webhooks`, data })

// Renews metadata that is due, and warns of certificates near their end.
const upkeep = setInterval(() => void auth.connections.maintain().catch(console.error), 5 * 60_000)

const servers = []
let worker = null
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
  servers.push(await listen(createApp({ auth, launchpadUrl: identityUrl, inbox }), appPort))
  await setUpOrganizations({ auth, identity, data })
  // Sends the webhooks as they come. Any number of processes may have one.
  worker = await auth.startWorker()
} catch (error) {
  if (stoppingSince === null) await fail(error)
}

if (stoppingSince === null)
  console.log(`
  Launchpad demo ready

  The app        ${appUrl}
  The Launchpad  ${identityUrl}

  Sign in as     ana@acme.test        password  ana-demo-1      SAML 2.0, administers Acme
                 bruno@globex.test    password  bruno-demo-1    OpenID Connect

  Administration ${appUrl}/admin
  Kept in        ${folder}
                 npm run demo -- --reset  starts anew

  Ctrl-C stops both.
`)

async function fail(error) {
  if (error instanceof PortTaken) {
    const name = error.port === appPort ? 'PORT' : 'IDENTITY_PORT'
    console.error(
      `\n  Port ${error.port} is taken by another program. Choose another one:\n\n  ${name}=${error.port + 1} npm run demo\n`,
    )
  } else {
    console.error(error)
    console.error(
      `\n  What is kept in ${folder} may be from another version. To start anew:\n\n  npm run demo -- --reset\n`,
    )
  }
  await stop(1)
}

/** Closes everything and ends. */
async function stop(exitCode) {
  stoppingSince = Date.now()
  clearInterval(upkeep)
  // First: what is under way may be on its way to ourselves.
  await worker?.stop()
  await Promise.all(servers.map(close))
  nameServer.close()
  await Promise.all([identity.close(), store.close()])
  process.exit(exitCode)
}

function close(server) {
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeAllConnections()
  return closed
}
