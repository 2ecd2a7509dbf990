import { AuthError, type AuthErrorCode } from '../model/auth-error.ts'
import { toRequestInvalid } from '../model/request-invalid.ts'
import type { Session } from '../model/session.ts'
import type { UpstreamTokens } from '../model/session-secrets.ts'
import { isAlive } from './create-session.ts'
import type { AccessTokenOptions, ManageSessions, UpstreamAccessToken } from './manage-sessions.ts'
import type { RevocableSession } from './revocation-mirror.ts'
import { createSharedFetch } from './shared-fetch.ts'
import { createSingleRenewal } from './single-renewal.ts'
import { createTokenRecords, type TokenRecordsTools } from './token-records.ts'
import type { RenewalTools } from './token-renewal.ts'

export interface AccessTokenTools extends Omit<RenewalTools, 'store'> {
  readonly store: TokenRecordsTools['store'] & RenewalTools['store']
  readonly secretBox: TokenRecordsTools['secretBox']
  /** `session.keepTokens` */
  readonly keepTokens: boolean
  readonly revocations: {
    readonly catchUp: () => Promise<void> | null
    readonly isRevoked: (session: RevocableSession) => boolean
  }
}

/** The identity provider's access tokens of sessions. */
export function createAccessTokens(tools: AccessTokenTools): ManageSessions['getAccessToken'] {
  const records = createTokenRecords(tools)
  const renew = createSingleRenewal(records, tools)
  const load = createSharedFetch(records.load)
  const lives = ({ expiresAt }: UpstreamTokens, ms: number): boolean =>
    expiresAt === null || expiresAt.getTime() > tools.now().getTime() + ms
  const checkNotRevoked = async (session: Session): Promise<void> => {
    await tools.revocations.catchUp()
    if (tools.revocations.isRevoked(session)) notFound(session.id)
  }
  const find = async (session: Session, minimumMs: number): Promise<UpstreamAccessToken | null> => {
    const { id } = session
    const held = await load(id)
    if (held === null) return null
    if (!isAlive(held.record, tools.now()) && !isAlive(session, tools.now())) notFound(id)
    const { tokens } = held
    if (lives(tokens, minimumMs) || (tokens.refreshToken === null && lives(tokens, 0))) return toAnswer(tokens)
    if (tokens.refreshToken === null)
      throw new AuthError('OIDC_REFRESH_REFUSED', `session '${id}': the access token is over, and nothing renews it`)
    try {
      return toAnswer(await renew(held))
    } catch (error) {
      const isPassing = error instanceof AuthError && passing.has(error.code)
      if (isPassing && lives(tokens, 0)) return toAnswer(tokens)
      throw error
    }
  }
  return async (session, options) => {
    const minimumMs = parseMinimum(options) * 1000
    checkSession(session)
    if (!tools.keepTokens)
      throw new AuthError('CONFIG_INVALID', 'session.keepTokens: wanted true, or no token is kept, got false')
    await checkNotRevoked(session)
    const token = await find(session, minimumMs)
    // A renewal takes its time, and the session may have been ended meanwhile.
    await checkNotRevoked(session)
    return token
  }
}

/** It may work in a moment, and what there is may be good until then. */
const passing: ReadonlySet<AuthErrorCode> = new Set(['OIDC_REFRESH_FAILED', 'STORE_UNAVAILABLE'])

const maxMinimumSeconds = 86_400

function parseMinimum(options: AccessTokenOptions = {}): number {
  if (typeof options !== 'object' || options === null) throw toRequestInvalid('the options', 'an object', options)
  const { minimumSeconds = 60, ...others } = options
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw toRequestInvalid('the options', 'minimumSeconds', unknown)
  if (!Number.isInteger(minimumSeconds) || minimumSeconds < 0 || minimumSeconds > maxMinimumSeconds)
    throw toRequestInvalid('minimumSeconds', `a whole number from 0 to ${maxMinimumSeconds}`, minimumSeconds)
  return minimumSeconds
}

/** What a browser is told of a session looks like one, and has texts for dates. */
function checkSession(session: unknown): void {
  const { id, createdAt, expiresAt, user, organization } = (session ?? {}) as Partial<Session>
  const isWhole = typeof id === 'string' && createdAt instanceof Date && expiresAt instanceof Date
  if (isWhole && user !== undefined && organization !== undefined) return
  throw toRequestInvalid('the session', 'one that getSession answers', typeof session)
}

function notFound(id: string): never {
  throw new AuthError('SESSION_NOT_FOUND', `wanted a living session, '${id}' is over`)
}

function toAnswer({ accessToken, expiresAt, scope }: UpstreamTokens): UpstreamAccessToken {
  return Object.freeze({ accessToken, expiresAt, scope })
}
