import type { IncomingMessage, ServerResponse } from 'node:http'
import { createAccounts } from './accounts/accounts.ts'
import { createApplications } from './applications/applications.ts'
import { createEventSender } from './events/create-event-sender.ts'
import { sendEvent } from './events/send-event.ts'
import type { IdentityOptions } from './config/identity-options.ts'
import { parseOptions } from './config/parse-options.ts'
import { formatCookie, parseCookies, toCookieNames } from './http/cookies.ts'
import { createFormGuard } from './http/form-guard.ts'
import { sendReply } from './http/reply.ts'
import { toVisit } from './http/visit.ts'
import { createSigningKeys } from './keys/create-signing-keys.ts'
import { deriveKey } from './keys/derive-key.ts'
import { createOidcProvider } from './oidc/create-oidc-provider.ts'
import { findRoute } from './routes/find-route.ts'
import type { Kit } from './routes/kit.ts'
import { createOidcPages } from './routes/oidc-pages.ts'
import { isOidcPath } from './routes/routes.ts'
import { showFailure } from './routes/show-failure.ts'
import { createSamlIdp } from './saml/saml-idp.ts'
import { findCurrent } from './sessions/find-current.ts'
import { createSessions } from './sessions/sessions.ts'
import { createSignIns } from './sign-in/sign-ins.ts'
import { manageUsers, type ManageUsers } from './users/manage-users.ts'

/** A running identity service, to be mounted in an HTTP server. */
export interface IdentityService {
  /** Answers every request: `http.createServer(service.handler)`. */
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void
  /** Issuer identifier of the OpenID provider: an origin. */
  readonly issuer: string
  /** Metadata of the SAML identity provider, XML. */
  readonly metadata: string
  /** The people, at run time. */
  readonly users: ManageUsers
  /**
   * Resolves when the requests under way are answered, and the events under way have been sent or have failed; what would be tried again is
   * given up. Close the HTTP server first.
   */
  readonly close: () => Promise<void>
}

/**
 * Starts an identity service: an OpenID provider and a SAML identity provider over one list of accounts, a login page,
 * WebFinger, and the Launchpad. Everything is in memory and gone with the process.
 *
 * @throws IdentityError CONFIG_INVALID naming every problem of the options.
 */
export async function createIdentityService(options: IdentityOptions): Promise<IdentityService> {
  const config = parseOptions(options)
  const kit = await createKit(config)
  const sender = createEventSender({ send: sendEvent, now: config.now, log: config.log })
  const underWay = new Set<Promise<void>>()
  return Object.freeze({
    handler: (request: IncomingMessage, response: ServerResponse): void => {
      const answered = answer(request, response, kit).finally(() => underWay.delete(answered))
      underWay.add(answered)
    },
    issuer: config.issuer.origin,
    metadata: kit.saml.metadata,
    users: manageUsers(kit, sender),
    close: async () => void (await Promise.all([...underWay, sender.close()])),
  })
}

async function createKit(config: Kit['config']): Promise<Kit> {
  const { issuer, secrets, sessionSeconds, log } = config
  const now = (): number => config.now().getTime()
  const [keys, accounts] = await Promise.all([
    config.signingKeys ?? createSigningKeys(config.now()),
    createAccounts(config.accounts, now),
  ])
  const applications = createApplications(config.applications)
  const sessions = createSessions({ secrets, lifetimeSeconds: sessionSeconds, now })
  const cookieNames = toCookieNames(issuer)
  const findPerson = (request: IncomingMessage): ReturnType<typeof findCurrent> =>
    findCurrent(parseCookies(request.headers.cookie), cookieNames.session, { sessions, accounts })
  const oidc = await createOidcProvider({
    issuer,
    accounts,
    applications,
    keys: keys.oidc,
    secrets,
    sessionSeconds,
    now,
    findSession: async (request) => (await findPerson(request))?.session ?? null,
    endSession: async (request) => {
      const person = await findPerson(request)
      if (person !== null) sessions.end(person.session)
      return formatCookie(cookieNames.session, '', issuer, 0)
    },
    ...createOidcPages(issuer, log),
    onTold: (clientId, error) => {
      const applicationId = applications.findByClientId(clientId)?.id ?? clientId
      if (error === null) log({ level: 'info', event: 'logout.delivered', applicationId, problem: null })
      else log({ level: 'warn', event: 'logout.failed', applicationId, problem: error.message })
    },
    onEntered: (accountId, applicationId) =>
      log({ level: 'info', event: 'application.entered', accountId, applicationId }),
  })
  const formGuard = createFormGuard({
    key: deriveKey(secrets[0] ?? '', 'forms'),
    cookieName: cookieNames.browser,
    issuer,
  })
  const saml = createSamlIdp(issuer, keys.saml, config.now)
  return { config, accounts, applications, sessions, signIns: createSignIns(now), formGuard, cookieNames, oidc, saml }
}

async function answer(request: IncomingMessage, response: ServerResponse, kit: Kit): Promise<void> {
  const visit = toVisit(request, response, kit.config.issuer)
  try {
    if (isOidcPath(visit.url.pathname)) return await kit.oidc.handle(request, response)
    const { route, parameter } = findRoute(visit.method, visit.url.pathname)
    sendReply(await route({ ...visit, parameter }, kit), visit.method, response)
  } catch (error) {
    if (response.headersSent) response.destroy()
    else sendReply(showFailure(error, request, kit.config.log), visit.method, response)
  }
}
