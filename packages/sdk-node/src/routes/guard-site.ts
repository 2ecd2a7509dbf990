import { findPlainPath } from '../http/find-plain-path.ts'
import { wantsPage } from '../http/wants-page.ts'
import type { Session } from '../model/session.ts'
import { admitRequest } from './admit-request.ts'
import { isRead, type GuardAnswer, type GuardedRequest, type GuardOptions } from './guarded-request.ts'
import { identify } from './identify.ts'
import { isUntouched } from './is-untouched.ts'
import type { Kit } from './kit.ts'
import type { Kits } from './kits.ts'
import { parsePublicPaths, type IsPublic } from './public-paths.ts'
import { refuseHost } from './refuse-host.ts'

/** Whom a guard of the whole site lets pass, and where. */
export interface SiteGuardOptions extends GuardOptions {
  /**
   * Pages for everyone: '/pricing' is that path, '/blog/*' is `/blog` and everything below. `signInPage` and `passwordPage`
   * are public by themselves.
   *
   * @default []
   */
  readonly publicPaths?: readonly string[]
}

/** What to do with a request to any URL of a site. */
export type SiteGuardResult =
  /** The SDK's own URLs, the framework's, static files: not looked at. */
  | { readonly kind: 'untouched' }
  | {
      readonly kind: 'pass'
      /** Null only where the path is public. */
      readonly session: Session | null
      /** Set-Cookie values for the answer: the renewed session, when that is due. */
      readonly setCookies: readonly string[]
    }
  | GuardAnswer

/** Guards a whole site. */
export type SiteGuard = (request: GuardedRequest, options?: SiteGuardOptions) => Promise<SiteGuardResult>

/** Patterns are read once per list. */
export function createSiteGuard(kits: Kits): SiteGuard {
  const { basePath, signInPage, passwordPage } = kits.main.config
  const pages = [signInPage, passwordPage].filter((page) => page !== null)
  const known = new WeakMap<readonly string[], IsPublic>()
  const none: readonly string[] = []
  const toIsPublic = (paths = none): IsPublic => {
    const isPublic = known.get(paths) ?? parsePublicPaths(paths, pages)
    known.set(paths, isPublic)
    return isPublic
  }
  return async (request, options = {}) => {
    const isPublic = toIsPublic(options.publicPaths)
    const path = findPlainPath(request.url)
    if (path !== null && isUntouched(request, path, basePath)) return { kind: 'untouched' }
    const kit = kits.find(request)
    if (kit === null) return refuseHost(request, kits)
    const who = await identify(request, kit)
    if (who.kind === 'answer') return who
    const { session } = who
    if (path !== null && isPublic(path) && isShownPublicly(request, isPublic)) return pass(session, request, kit)
    const result = await admitRequest(session, request, options, kit)
    return result.kind === 'answer' ? result : pass(result.session, request, kit)
  }
}

/**
 * Where an app has intercepting routes, Next shows a page inside of the one that `Next-Url` names: with the layouts of that
 * one, which are as private as it is. Next's client knows the plain path only.
 */
function isShownPublicly({ headers }: GuardedRequest, isPublic: IsPublic): boolean {
  const around = headers.get('next-url')
  return !around || (findPlainPath(around) === around && isPublic(around))
}

/**
 * A new cookie only for a navigation or an action. Next takes the headers away by which a prefetch or a payload request would
 * be known, so any other request may be one.
 */
async function pass(session: Session | null, request: GuardedRequest, kit: Kit): Promise<SiteGuardResult> {
  const mayRenew = session !== null && (!isRead(request) || wantsPage(request))
  const renewed = mayRenew ? await kit.sessionCookies.renew(session, request, kit.config.now()) : null
  return { kind: 'pass', session, setCookies: renewed === null ? [] : [renewed] }
}
