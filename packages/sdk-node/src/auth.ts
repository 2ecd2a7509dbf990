import type { AuthOptions } from './config/auth-options.ts'
import { parseOptions } from './config/parse-options.ts'
import type { HasHeaders } from './http/cookies.ts'
import type { Session } from './model/session.ts'
import { createSession, type SessionDraft } from './sessions/create-session.ts'
import { parseIdpMetadata } from './saml/parse-idp-metadata.ts'
import { toIdpCertificate } from './saml/idp-certificate.ts'
import { createKit } from './routes/create-kit.ts'
import { guard, type GuardedRequest, type GuardOptions, type GuardResult } from './routes/guard.ts'
import type { Client, Kit } from './routes/kit.ts'
import { memoryStore } from './stores/memory-store.ts'

/** All that an app or an adapter ever holds. */
export interface Auth {
  /** Our origin. */
  readonly baseUrl: URL
  readonly basePath: string
  /** Answers every request under `basePath`. Never rejects. */
  readonly handler: (request: Request, client?: Client) => Promise<Response>
  /** The session the request carries; null for none. Costs no query. */
  readonly getSession: (source: HasHeaders) => Promise<Session | null>
  /** Says whether a request may pass, and what to answer when not. What every adapter's `requireSession` does. */
  readonly guard: (request: GuardedRequest, options?: GuardOptions) => Promise<GuardResult>
  /**
   * A session for a person whom the app itself has checked (a password of its own, a test), as a Set-Cookie value.
   *
   * @throws AuthError SESSION_TOO_LARGE
   */
  readonly createSession: (draft: SessionDraft) => Promise<{ readonly session: Session; readonly setCookie: string }>
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
  const kit = createKit(config, options.store ?? memoryStore())
  return Object.freeze({
    baseUrl: config.baseUrl,
    basePath: config.basePath,
    handler: (request: Request, client: Client = { ip: null }) => answer(request, client, kit),
    getSession: async (source: HasHeaders) => kit.sessionCookies.read(source, config.now()),
    guard: (request: GuardedRequest, given: GuardOptions = {}) => guard(request, given, kit),
    createSession: async (draft: SessionDraft) => {
      const now = config.now()
      const session = createSession(draft, config.session, now)
      return { session, setCookie: await kit.sessionCookies.write(session, now) }
    },
  })
}

/** The routes, their pages and the login line are loaded with the first request for one of our URLs. */
async function answer(request: Request, client: Client, kit: Kit): Promise<Response> {
  const routes = await import('./routes/answer.ts')
  return routes.answer(request, client, kit)
}
