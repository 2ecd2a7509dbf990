import type { RecentAuth } from './recent-auth.ts'
import type { HasHeaders } from '../ports/has-headers.ts'

/** A request as a guard sees it. A Web `Request` is one. */
export interface GuardedRequest extends HasHeaders {
  readonly method: string
  /** Path with query, or the whole URL. */
  readonly url: string
}

/** Whom a guard lets pass. */
export interface GuardOptions {
  /**
   * The session must have this role; otherwise 403, ROLE_MISSING.
   *
   * @default any
   */
  readonly role?: string
  /**
   * The session must be of the organization with this id; otherwise 403, ROLE_MISSING.
   *
   * @default any
   */
  readonly organization?: string
  /**
   * The person must have been checked that recently, or in that way; otherwise the identity provider is asked to check them again, or the
   * app's `passwordPage` where that signed them in. A page request goes there and comes back, anything else gets 401,
   * REAUTHENTICATION_REQUIRED.
   *
   * @default nothing
   */
  readonly recentAuth?: RecentAuth
  /**
   * Where to go after sign-in: a path on our origin.
   *
   * @default the page that was asked for
   */
  readonly returnTo?: string
}

/** The answer to a request that may not pass. */
export interface GuardAnswer {
  readonly kind: 'answer'
  /** Redirects a page request without a session, or without a recent one, to sign-in; 401 and JSON for anything else; 403 where a role is missing. */
  readonly response: Response
  /** For those who can only redirect: the way to sign-in, or the page that explains the 403. A path on our origin. */
  readonly location: string
}

/** True for what asks only: going there again after sign-in is what the person wanted. */
export function isRead({ method }: GuardedRequest): boolean {
  return method === 'GET' || method === 'HEAD'
}
