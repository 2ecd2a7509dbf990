import { AuthError } from '../model/auth-error.ts'
import type { UpstreamTokens } from '../model/session-secrets.ts'
import type { HeldTokens, TokenRecords } from './token-records.ts'
import { leaseMs, renewTokens, type RenewalTools } from './token-renewal.ts'

/** A renewal by this process, under way or over. */
interface Renewal {
  /** Of the record it began with. */
  readonly version: number
  readonly result: Promise<UpstreamTokens>
  isRunning: boolean
  /** Until then its lease lasts, and its result is remembered. */
  readonly until: number
}

/**
 * Renews the tokens of a session once, however many ask for it here: those who come meanwhile, and for a moment those who come later with what
 * they had read before. A failure is remembered as long as the lease lasts: nobody could try again before.
 *
 * @throws AuthError OIDC_REFRESH_REFUSED, OIDC_REFRESH_FAILED, SESSION_NOT_FOUND, STORE_UNAVAILABLE
 */
export function createSingleRenewal(
  records: TokenRecords,
  tools: RenewalTools,
): (held: HeldTokens) => Promise<UpstreamTokens> {
  const renewals = new Map<string, Renewal>()
  const begin = (held: HeldTokens): Promise<UpstreamTokens> => {
    const { id, version } = held.record
    const result = renewTokens(held, records, tools)
    const renewal: Renewal = { version, result, isRunning: true, until: tools.elapsedMs() + leaseMs }
    dropOld(renewals, tools.elapsedMs())
    renewals.set(id, renewal)
    result.then(
      () => {
        renewal.isRunning = false
      },
      (error: unknown) => {
        renewal.isRunning = false
        // It says nothing about the provider, and is over when the store answers.
        if (error instanceof AuthError && error.code === 'STORE_UNAVAILABLE') renewals.delete(id)
      },
    )
    return result
  }
  return async (held) => {
    const { record, tokens } = held
    const known = renewals.get(record.id)
    if (known === undefined || (!known.isRunning && known.until <= tools.elapsedMs())) return begin(held)
    if (known.isRunning || known.version === record.version) return known.result
    // What was renewed a moment ago lives no longer than this: asking again would not help, while it lives at all.
    return tokens.expiresAt !== null && tokens.expiresAt > tools.now() ? tokens : begin(held)
  }
}

/** The oldest are in front. */
function dropOld(renewals: Map<string, Renewal>, now: number): void {
  for (const [id, { isRunning, until }] of renewals) {
    if (isRunning || until > now) break
    renewals.delete(id)
  }
}
