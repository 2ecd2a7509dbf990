import type { AuthOptions } from './config/auth-options.ts'
import { parseOptions } from './config/parse-options.ts'
import { createEventLog, type EventLog } from './events/event-log.ts'
import type { HasHeaders } from './ports/has-headers.ts'
import type { Session } from './model/session.ts'
import type { SessionDraft } from './sessions/create-session.ts'
import { parseIdpMetadata } from './saml/parse-idp-metadata.ts'
import { toIdpCertificate } from './saml/idp-certificate.ts'
import { beginSession, noSecrets } from './routes/begin-session.ts'
import { createKits } from './routes/create-kits.ts'
import { guard, type GuardResult } from './routes/guard.ts'
import type { GuardedRequest, GuardOptions } from './routes/guarded-request.ts'
import { currentSession } from './routes/current-session.ts'
import { createSiteGuard, type SiteGuard } from './routes/guard-site.ts'
import type { Kits } from './routes/kits.ts'
import { toLimitedDraft } from './routes/limit-session.ts'
import type { Client, Kit } from './routes/kit.ts'
import { once } from './login/once.ts'
import { toReturnPath } from './login/return-path.ts'
import type { Management } from './create-management.ts'
import { managementVerbs, signalVerbs, webhookVerbs } from './management-verbs.ts'
import type { RevocationReport } from './sessions/revocation-watch.ts'
import type { DiscoveryReport } from './discovery/create-discovery.ts'
import { deferVerbs } from './model/defer-verbs.ts'
import type { ManageSignals } from './signals/manage-signals.ts'
import type {
  DeliverOptions,
  DeliveryReport,
  ManageWebhooks,
  Worker,
  WorkerOptions,
} from './webhooks/manage-webhooks.ts'
import { memoryStore } from './stores/memory-store.ts'
import { toWebResponse } from './http/to-web-response.ts'
import type { Answer } from './ports/answer.ts'
import type { IncomingRequest } from './ports/incoming-request.ts'

/** All that an app or an adapter ever holds. */
export interface Auth extends Management {
  /** Our origin; the main one where there are several. */
  readonly baseUrl: URL
  readonly basePath: string
  /** Answers every request under `basePath`. Never rejects. */
  readonly handler: (request: Request, client?: Client) => Promise<Response>
  /** The same for a server whose requests and responses are not the Web's, without a detour over those. What Express' adapter does. */
  readonly answer: (request: IncomingRequest, client?: Client) => Promise<Answer>
  /**
   * The session the request carries; null for none, for one that was ended ({@link Auth.sessions}), and for a host that is none of ours. Costs
   * no query while requests come: the store is asked in the background. A session too large for its cookie costs one per process.
   *
   * @throws AuthError STORE_UNAVAILABLE for one that is too large, while the store is down
   */
  readonly getSession: (source: HasHeaders) => Promise<Session | null>
  /** Says whether a request may pass, and what to answer when not. What every adapter's `requireSession` does. */
  readonly guard: (request: GuardedRequest, options?: GuardOptions) => Promise<GuardResult>
  /**
   * The same for every URL of a site, as Next's `proxy.ts` sees them: all are guarded but the public ones, the SDK's own, the
   * framework's and static files. A page of the app whose address ends like a static file's (`.png`) has to guard itself.
   *
   * @throws AuthError CONFIG_INVALID for `publicPaths` that are no paths
   */
  readonly guardSite: SiteGuard
  /**
   * Any text as a path on our own origin, or '/': for a `return_to` that a page of the app got, its password form for example.
   * What comes in a link was written by anybody.
   *
   * @param source the request, where `baseUrl` is a list or a function: a whole URL of its origin is then taken too.
   */
  readonly toReturnPath: (text: string | null, source?: HasHeaders) => string
  /**
   * A session for a person whom the app itself has checked (a password of its own, a test), as a Set-Cookie value.
   *
   * @param source the request that is answered with it. Needed where `baseUrl` is a list or a function: the cookie's name
   * follows the origin.
   * @throws AuthError STORE_UNAVAILABLE, SESSION_TOO_LARGE, HOST_NOT_ALLOWED
   */
  readonly createSession: (
    draft: SessionDraft,
    source?: HasHeaders,
  ) => Promise<{ readonly session: Session; readonly setCookie: string }>
  /** What happened in an organization: sign-ins, and what changed. Whoever shows it decides who may see it. */
  readonly events: EventLog
  /** Who is told what happens. */
  readonly webhooks: ManageWebhooks
  /**
   * Sends the webhooks that are due, of whatever instance's events. Any number of instances may do so at once. For a timer or a cron job;
   * {@link Auth.startWorker} is the timer.
   *
   * @throws AuthError STORE_UNAVAILABLE, REQUEST_INVALID
   */
  readonly deliverDueWebhooks: (options?: DeliverOptions) => Promise<DeliveryReport>
  /** What identity providers tell of sessions and accounts that are over. */
  readonly signals: ManageSignals
  /**
   * Sends webhooks as they come, and asks transmitters of security events every few seconds ({@link Auth.signals}), in this process, until
   * it is stopped. It does not keep the process alive.
   */
  readonly startWorker: (options?: WorkerOptions) => Promise<Worker>
  /** How the parts are doing. Costs one small query; for a health check, not for every request. */
  readonly health: () => Promise<Health>
}

/** How the parts of an {@link Auth} are doing. */
export interface Health {
  readonly store: { readonly kind: string; readonly isReachable: boolean }
  readonly discovery: DiscoveryReport
  /** How well it is known whose sessions are over. */
  readonly revocations: RevocationReport
}

/**
 * Builds everything once: from then on it is a function from a Web `Request` to a Web `Response`.
 *
 * @throws AuthError CONFIG_INVALID naming every problem of the options.
 */
export function createAuth(options: AuthOptions): Auth {
  const config = parseOptions(options, { parseIdpMetadata, toIdpCertificate })
  if (options.store === undefined && config.https)
    config.log({
      level: 'warn',
      event: 'config.warning',
      message: 'no store is set: users and pending logins are kept in memory, for this process only',
    })
  const kits = createKits(config, options.store ?? memoryStore())
  const delivery = once(async () => (await import('./create-delivery.ts')).createDelivery(kits.main))
  const signals = once(async () => (await import('./create-signals.ts')).createSignals(kits.main))
  return Object.freeze({
    baseUrl: config.baseUrl,
    basePath: config.basePath,
    handler: async (request: Request, client?: Client) => toWebResponse(await answer(request, client, kits)),
    answer: (request: IncomingRequest, client?: Client) => answer(request, client, kits),
    getSession: async (source: HasHeaders) => {
      const kit = kits.find(source)
      return kit === null ? null : currentSession(source, kit)
    },
    guard: (request: GuardedRequest, given: GuardOptions = {}) => guard(request, given, kits),
    guardSite: createSiteGuard(kits),
    toReturnPath: (text: string | null, source?: HasHeaders) =>
      toReturnPath(text, ((source && kits.find(source)) ?? kits.main).config),
    createSession: async (draft: SessionDraft, source?: HasHeaders) => {
      const kit = source === undefined ? kits.main : kits.get(source)
      const userAgent = source?.headers.get('user-agent') ?? null
      const at = config.now()
      const limited = await toLimitedDraft(draft, at, kit)
      return beginSession(limited, noSecrets, { origin: { ip: null, userAgent }, at }, kit)
    },
    events: createEventLog(kits.main.store.events),
    ...deferManagement(kits.main),
    webhooks: deferVerbs<ManageWebhooks>(webhookVerbs, async () => (await delivery()).webhooks),
    deliverDueWebhooks: async (given?: DeliverOptions) => (await delivery()).deliver(given),
    signals: deferVerbs<ManageSignals>(signalVerbs, signals),
    startWorker: async (given?: WorkerOptions) =>
      (await import('./begin-work.ts')).beginWork(given, kits.main, { delivery, signals }),
    health: () => checkHealth(kits.main),
  })
}

/** Loaded by the first call of any of its verbs. */
function deferManagement(kit: Kit): Management {
  const load = once(async () => (await import('./create-management.ts')).createManagement(kit))
  const part = <K extends keyof Management>(name: K): Management[K] =>
    deferVerbs(managementVerbs[name], async () => (await load())[name])
  return {
    organizations: part('organizations'),
    domains: part('domains'),
    connections: part('connections'),
    users: part('users'),
    groups: part('groups'),
    roles: part('roles'),
    sessions: part('sessions'),
    scim: part('scim'),
  }
}

async function checkHealth({ store, discovery, revocations }: Kit): Promise<Health> {
  const isReachable = await store.changes.head().then(
    () => true,
    () => false,
  )
  return {
    store: { kind: store.kind, isReachable },
    discovery: await discovery.report(),
    revocations: revocations.report(),
  }
}

/** The routes, their pages and the login line are loaded with the first request for one of our URLs. */
const loadRoutes = once(() => import('./routes/answer.ts'))

async function answer(request: IncomingRequest, client: Client | undefined, kits: Kits): Promise<Answer> {
  const routes = await loadRoutes()
  return routes.answer(request, client ?? { ip: null }, kits)
}
