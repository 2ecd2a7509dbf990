import { isStrongEnough, type AuthenticationRule } from '../model/authentication-policy.ts'
import { AuthError } from '../model/auth-error.ts'
import type { Session } from '../model/session.ts'

/** What a guard wants of the last time the person was checked. */
export interface RecentAuth {
  /**
   * How long ago that was, 30 or more; null: whenever it was.
   *
   * @default 600 (ten minutes)
   */
  readonly maximumAgeSeconds?: number | null
  /**
   * AuthnContextClassRef (SAML) or `acr` (OIDC): each of these is enough.
   *
   * @default any
   */
  readonly contexts?: readonly string[]
  /**
   * `amr` (OIDC): each of these is enough too.
   *
   * @default any
   */
  readonly methods?: readonly string[]
}

const defaultSeconds = 600
/** In less nobody is back from an identity provider. */
const leastSeconds = 30
const known: readonly string[] = ['maximumAgeSeconds', 'contexts', 'methods']

/** @throws AuthError CONFIG_INVALID: a misspelt option would let people pass who may not */
export function parseRecentAuth(given: RecentAuth): AuthenticationRule {
  const unknown = Object.keys(given).find((name) => !known.includes(name))
  if (unknown !== undefined) throw invalid(unknown, `only ${known.join(', ')}`, unknown)
  const { maximumAgeSeconds = defaultSeconds, contexts = [], methods = [] } = given
  if (maximumAgeSeconds !== null && !(Number.isInteger(maximumAgeSeconds) && maximumAgeSeconds >= leastSeconds))
    throw invalid('maximumAgeSeconds', `whole seconds, ${leastSeconds} or more, or null`, maximumAgeSeconds)
  return { maximumAgeSeconds, contexts: parseValues('contexts', contexts), methods: parseValues('methods', methods) }
}

/**
 * True when the person of the session was checked recently enough, in a way that is enough. Where the identity provider did not say when,
 * nobody knows that it was lately.
 */
export function isRecent(session: Session, rule: AuthenticationRule, now: Date): boolean {
  if (!isStrongEnough(session, rule)) return false
  const { maximumAgeSeconds } = rule
  if (maximumAgeSeconds === null) return true
  const { authenticatedAt, createdAt, upstream } = session
  if (upstream !== null && authenticatedAt.getTime() === createdAt.getTime()) return false
  return now.getTime() - authenticatedAt.getTime() <= maximumAgeSeconds * 1000
}

function parseValues(name: string, given: unknown): readonly string[] {
  const isList = (values: unknown): values is readonly string[] =>
    Array.isArray(values) && values.every((value) => typeof value === 'string' && /^\S{1,200}$/.test(value))
  if (isList(given) && given.length <= 20) return given
  throw invalid(name, 'at most 20 texts without white space', given)
}

function invalid(name: string, wanted: string, got: unknown): AuthError {
  return new AuthError(
    'CONFIG_INVALID',
    `recentAuth.${name}: wanted ${wanted}, got ${String(JSON.stringify(got)).slice(0, 200)}`,
  )
}
