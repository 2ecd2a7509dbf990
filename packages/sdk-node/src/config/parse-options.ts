import { AuthError } from '../model/auth-error.ts'
import type { AuthOptions } from './auth-options.ts'
import type { ConnectionSource } from '../ports/connections.ts'
import type { Config } from './config.ts'
import { checkStore } from './check-store.ts'
import { consoleLog } from './console-log.ts'
import { knownAuth, knownLogout, knownSession } from './known-options.ts'
import { parseConnection } from './parse-connection.ts'
import { parseDns } from './parse-dns.ts'
import { parseScim } from './parse-scim.ts'
import { parseEventsSecret, parseWebhooks } from './parse-webhooks.ts'
import { parseOrigins } from './parse-origins.ts'
import { parsePage } from './parse-page.ts'
import { parseIdentityService } from './parse-identity-service.ts'
import { quietly } from './quietly.ts'
import { parseLogout } from './parse-logout.ts'
import { parseSession } from './parse-session.ts'
import type { SamlReaders } from './saml-readers.ts'
import type { Problems, Surroundings } from './surroundings.ts'
import { isObject, takeKnown } from './take-known.ts'

/**
 * The one place where options become config.
 *
 * @throws AuthError CONFIG_INVALID naming every problem.
 */
export function parseOptions(given: AuthOptions, readers: SamlReaders): Config {
  if (!isObject(given)) throw new AuthError('CONFIG_INVALID', 'createAuth needs an object with baseUrl and secrets')
  const problems: Problems = []
  const options = takeAuthOptions(given, problems)
  const app = parseApp(options, problems)
  const { baseUrl, basePath, productName } = app
  const now = options.now ?? ((): Date => new Date())
  const authUrl = `${baseUrl.origin}${basePath}`
  const surroundings = { authUrl, baseUrl, productName, readers, problems, isManaged: false, now }
  const connections = parseConnections(options, surroundings)
  if (problems.length > 0) throw new AuthError('CONFIG_INVALID', problems.join('; '))
  return Object.freeze({
    ...app,
    authUrl,
    https: baseUrl.protocol === 'https:',
    secrets: [...options.secrets],
    connections,
    defaultConnectionId: options.identityService ? 'identity' : null,
    identityEventsSecret: parseEventsSecret(options.identityService?.eventsSecret, problems),
    onSignIn: options.onSignIn ?? null,
    log: quietly(options.log ?? consoleLog),
    now,
    fetch: options.fetch ?? null,
  })
}

type App = Omit<
  Config,
  | 'authUrl'
  | 'https'
  | 'secrets'
  | 'connections'
  | 'defaultConnectionId'
  | 'identityEventsSecret'
  | 'onSignIn'
  | 'log'
  | 'now'
  | 'fetch'
>

function parseApp(options: AuthOptions, problems: Problems): App {
  const { main: baseUrl, get: originOf } = parseOrigins(options, problems)
  const { basePath = '/auth', maxDomainsInMemory = 1_000_000 } = options
  if (!/^(\/[a-z0-9-]+)+$/i.test(basePath)) problems.push(`basePath must look like '/auth', is '${basePath}'`)
  const signInPage = parsePage('signInPage', options.signInPage, basePath, problems)
  const passwordPage = parsePage('passwordPage', options.passwordPage, basePath, problems)
  checkSecrets(options.secrets, problems)
  const productName = options.productName ?? baseUrl.host
  const session = parseSession(options.session ?? {}, baseUrl, problems)
  const logout = parseLogout(options.logout ?? {}, problems)
  const dns = parseDns(options.dns ?? {}, problems)
  if (!Number.isInteger(maxDomainsInMemory) || maxDomainsInMemory < 0)
    problems.push(`maxDomainsInMemory must be a whole number of at least 0, is ${maxDomainsInMemory}`)
  const scim = parseScim(options.scim ?? {}, problems)
  const webhooks = parseWebhooks(options.webhooks ?? {}, problems)
  const pages = { signInPage, passwordPage, productName }
  return { baseUrl, originOf, basePath, ...pages, session, logout, dns, scim, webhooks, maxDomainsInMemory }
}

function parseConnections(options: AuthOptions, surroundings: Surroundings): readonly ConnectionSource[] {
  const connections = (options.connections ?? []).map((one, index) => parseConnection(one, index, surroundings))
  if (options.identityService) connections.push(parseIdentityService(options.identityService, surroundings))
  const sources = connections.filter((one) => one !== null)
  checkUnique(sources, surroundings.problems)
  return sources
}

function takeAuthOptions(given: AuthOptions, problems: Problems): AuthOptions {
  const options = takeKnown(given, knownAuth, (text) => problems.push(text.replace(/^does/, 'createAuth does')))
  if (options.store !== undefined) checkStore(options.store, (text) => problems.push(text))
  const { session, logout } = options
  return {
    ...options,
    ...(session && { session: takeKnown(session, knownSession, (text) => problems.push(`session ${text}`)) }),
    ...(logout && { logout: takeKnown(logout, knownLogout, (text) => problems.push(`logout ${text}`)) }),
  }
}

function checkSecrets(secrets: unknown, problems: Problems): void {
  if (!Array.isArray(secrets) || secrets.length === 0) {
    problems.push('secrets must hold at least one string of 32 characters or more')
    return
  }
  for (const [index, secret] of secrets.entries()) {
    const length = typeof secret === 'string' ? secret.length : 0
    if (length < 32) problems.push(`secrets[${index}] must have at least 32 characters (has ${length})`)
  }
}

/** A domain may have several connections (the person picks), but only of one organization. */
function checkUnique(sources: readonly ConnectionSource[], problems: Problems): void {
  const ids = new Set<string>()
  const owners = new Map<string, string>()
  for (const source of sources) {
    const { id, organization, domains } = source.kind === 'ready' ? source.connection : source.known
    if (ids.has(id)) problems.push(`connection id '${id}' is used twice`)
    ids.add(id)
    for (const domain of domains) {
      const owner = owners.get(domain) ?? organization.id
      if (owner !== organization.id)
        problems.push(`domain '${domain}' belongs to '${owner}' and to '${organization.id}'`)
      owners.set(domain, owner)
    }
  }
}
