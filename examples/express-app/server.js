import { fileURLToPath } from 'node:url'
import { authRoutes, getSession, requireSession } from '@launchpad-sso/express'
import { createAuth } from '@launchpad-sso/sdk-node'
import express from 'express'
import { accountRoutes } from './account/account-routes.js'
import { adminRoutes } from './admin/admin-routes.js'
import { findRequests } from './data/requests.js'
import { dashboardPage } from './views/dashboard-page.js'
import { homePage } from './views/home-page.js'
import { notFoundPage } from './views/not-found-page.js'

/**
 * The app. `launchpadUrl` is where people find their other applications; leave it out and nothing links there.
 * `inbox` is the demo's: it receives the webhooks of this very app.
 *
 * @param {{ auth: import('@launchpad-sso/sdk-node').Auth, launchpadUrl?: string, inbox?: object }} options
 */
export function createApp({ auth, launchpadUrl, inbox }) {
  const app = express()
  app.disable('x-powered-by')

  // Sign-in, sign-out, SAML, OpenID Connect and SCIM: everything under /auth, with its own headers.
  app.use(authRoutes(auth))

  // Before anything that reads bodies: a signature is about the body as it was sent.
  if (inbox) app.post(new URL(inbox.url).pathname, inbox.receive)

  app.use(securityHeaders(launchpadUrl))
  app.use(express.static(fileURLToPath(new URL('public', import.meta.url)), { index: false }))

  app.get('/', async (req, res) => {
    const session = await getSession(auth, req)
    res.set('cache-control', 'private, no-store').send(homePage({ session, launchpadUrl }))
  })

  app.get('/dashboard', requireSession(auth), (req, res) => {
    const { session } = res.locals
    res.send(dashboardPage({ session, requests: findRequests(session.organization.id), launchpadUrl }))
  })

  app.get('/me', requireSession(auth), (req, res) => {
    const { user, organization, connection, roles, expiresAt } = res.locals.session
    res.json({ user, organization: organization.id, connection, roles, expiresAt })
  })

  // For everybody: where they are signed in, and the way out.
  app.use('/account', accountRoutes({ auth, launchpadUrl }))

  // For people with the role `admin`: their own organization, and no other.
  app.use('/admin', adminRoutes({ auth, launchpadUrl, inbox }))

  app.use(async (req, res) => {
    res.status(404).send(notFoundPage({ session: await getSession(auth, req), launchpadUrl }))
  })
  return app
}

/**
 * The sign-in form answers with a redirect to an identity provider, and Chromium and Safari apply `form-action` to every
 * redirect after a form: `'self'` alone would stop people on their way out.
 */
function securityHeaders(launchpadUrl) {
  const formAction = ["'self'", 'https:', ...(launchpadUrl ? [new URL(launchpadUrl).origin] : [])].join(' ')
  const policy = `default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action ${formAction}`
  return (req, res, next) => {
    res.set({
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
    })
    next()
  }
}

/** `node server.js`: the app on its own, against an identity service that runs somewhere else. */
function start() {
  const {
    PORT = '3000',
    BASE_URL = `http://localhost:${PORT}`,
    AUTH_SECRET,
    IDENTITY_URL,
    CLIENT_ID,
    CLIENT_SECRET,
  } = process.env
  if (!AUTH_SECRET || !IDENTITY_URL) {
    console.error('Set AUTH_SECRET (at least 32 characters) and IDENTITY_URL (for example http://localhost:4000).')
    process.exit(1)
  }
  const auth = createAuth({
    baseUrl: BASE_URL,
    secrets: [AUTH_SECRET],
    identityService: {
      issuer: IDENTITY_URL,
      ...(CLIENT_ID && { clientId: CLIENT_ID }),
      ...(CLIENT_SECRET && { clientSecret: CLIENT_SECRET }),
    },
    productName: 'Procurement',
  })
  createApp({ auth, launchpadUrl: IDENTITY_URL }).listen(Number(PORT), '127.0.0.1', (error) => {
    if (error) throw error
    console.log(`Listening on ${BASE_URL}`)
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) start()
