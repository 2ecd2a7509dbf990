import { setTimeout as wait } from 'node:timers/promises'
import { AuthError, type AuthErrorCode } from '../model/auth-error.ts'
import type { UpstreamTokens } from '../model/session-secrets.ts'
import type { Replays } from '../ports/store.ts'
import { toUpstreamKey } from './to-upstream-key.ts'
import type { HeldTokens, TokenRecords } from './token-records.ts'
import type { UpstreamRefresh, UpstreamRefreshed } from './upstream-refresh.ts'

/** For as long nobody else uses the refresh token. Longer than a provider is waited for, and the store after it. */
export const leaseMs = 10_000
/** Of the lease: a request that begins later could still be under way when it is over. */
const useWithinMs = 4000
/** Somebody who has a token that still lives waits no longer for a newer one. */
const patienceMs = 3000
/** Longer than two leases: nobody renews any more, or the clocks disagree. */
const giveUpMs = 25_000
/** So often somebody who waits asks for the lease: its holder may have died. */
const askAgainMs = 1000
const firstPauseMs = 20
const longestPauseMs = 300

export interface RenewalTools {
  readonly store: { readonly replays: Pick<Replays, 'claim'> }
  readonly now: () => Date
  /** Milliseconds that only ever grow. */
  readonly elapsedMs: () => number
  readonly refresh: UpstreamRefresh
}

/**
 * Renews the tokens of a session: one instance at a time. Whoever has the lease of this version of the record asks the provider; others look
 * whether the record has moved on, and one of them takes over when the lease is over, because its holder may have died.
 *
 * @throws AuthError OIDC_REFRESH_REFUSED, OIDC_REFRESH_FAILED, SESSION_NOT_FOUND, STORE_UNAVAILABLE
 */
export async function renewTokens(
  given: HeldTokens,
  records: TokenRecords,
  tools: RenewalTools,
): Promise<UpstreamTokens> {
  const beganAt = tools.elapsedMs()
  let held = given
  while (tools.elapsedMs() - beganAt < giveUpMs) {
    const { id, version } = held.record
    const leasedAt = tools.elapsedMs()
    const now = tools.now()
    const isOurs = await tools.store.replays.claim(`refresh:${id}:${version}`, new Date(now.getTime() + leaseMs), now)
    // What the lease is for was read before it was ours: by now somebody may have used that refresh token.
    const current = isOurs ? await records.load(id) : await waitForOthers(held, beganAt, records, tools)
    if (current === null) throw new AuthError('SESSION_NOT_FOUND', `the tokens of session '${id}' are gone`)
    if (isOurs && current.record.version === version) return useRefreshToken(current, leasedAt, records, tools)
    if (current.record.version !== version && isSettled(current, tools.now())) return current.tokens
    held = current
  }
  const { id } = given.record
  throw new AuthError('OIDC_REFRESH_FAILED', `session '${id}': others have been renewing it for ${giveUpMs} ms`)
}

/** Whether these are the tokens to answer with. @throws AuthError OIDC_REFRESH_REFUSED when the provider gives no others */
function isSettled({ record, tokens }: HeldTokens, now: Date): boolean {
  if (tokens.expiresAt === null || tokens.expiresAt > now) return true
  if (tokens.refreshToken !== null) return false
  throw new AuthError('OIDC_REFRESH_REFUSED', `session '${record.id}': the access token is over, and nothing renews it`)
}

/** The record, when it has moved on, or it is time to ask for the lease again. */
async function waitForOthers(
  held: HeldTokens,
  beganAt: number,
  records: TokenRecords,
  { now, elapsedMs }: RenewalTools,
): Promise<HeldTokens | null> {
  const { id, version } = held.record
  const askAgainAt = elapsedMs() + askAgainMs
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 1.5, longestPauseMs)) {
    await wait(pause)
    const current = await records.load(id)
    if (current?.record.version !== version || elapsedMs() >= askAgainAt) return current
    const { expiresAt } = held.tokens
    if (elapsedMs() - beganAt >= patienceMs && expiresAt !== null && expiresAt > now())
      throw new AuthError(
        'OIDC_REFRESH_FAILED',
        `session '${id}': another instance has been renewing it for ${patienceMs} ms`,
      )
  }
}

async function useRefreshToken(
  held: HeldTokens,
  leasedAt: number,
  records: TokenRecords,
  { elapsedMs, refresh, now }: RenewalTools,
): Promise<UpstreamTokens> {
  const { record, kept, tokens } = held
  const { issuer, refreshToken } = tokens
  if (refreshToken === null) return tokens
  let answer: UpstreamRefreshed
  try {
    answer = await refresh(record.connectionId, { issuer, refreshToken }, () => elapsedMs() - leasedAt < useWithinMs)
    checkSubject(answer, held)
  } catch (thrown) {
    const error = toRenewalError(thrown)
    if (error.code !== 'OIDC_REFRESH_REFUSED') throw error
    const current = await records.load(record.id)
    // Somebody took over, because we were slow: theirs was taken, and ours was not.
    if (current !== null && current.record.version !== record.version && isSettled(current, now()))
      return current.tokens
    // Asked again, the provider would say the same: what cannot be renewed is over now, for every instance.
    await records.save(held, { tokens: { ...tokens, refreshToken: null, expiresAt: now() }, idToken: kept.idToken })
    throw error
  }
  const next = {
    ...answer.tokens,
    refreshToken: answer.tokens.refreshToken ?? refreshToken,
    scope: answer.tokens.scope ?? tokens.scope,
  }
  await records.save(held, { tokens: next, idToken: answer.idToken ?? kept.idToken })
  return next
}

/** Also a connection that is gone or broken: whoever wants a token has nothing else to do about it. */
function toRenewalError(thrown: unknown): AuthError {
  if (!(thrown instanceof AuthError)) return new AuthError('OIDC_REFRESH_FAILED', String(thrown), { cause: thrown })
  return codes.has(thrown.code) ? thrown : new AuthError('OIDC_REFRESH_FAILED', thrown.detail, { cause: thrown })
}

const codes: ReadonlySet<AuthErrorCode> = new Set(['OIDC_REFRESH_REFUSED', 'OIDC_REFRESH_FAILED', 'STORE_UNAVAILABLE'])

/** @see OpenID Connect Core 1.0, section 12.2 */
function checkSubject({ subject }: UpstreamRefreshed, { record, kept }: HeldTokens): void {
  if (subject === null || toUpstreamKey(record.connectionId, subject) === kept.upstream?.subject) return
  throw new AuthError('OIDC_REFRESH_FAILED', `ID token: wanted the sub of who signed in, got another`)
}
