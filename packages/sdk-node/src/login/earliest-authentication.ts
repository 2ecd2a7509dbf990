import type { AuthenticationRule } from '../model/authentication-policy.ts'

/** The times of one sign-in. */
export interface LoginTimes {
  /** When the person left for the identity provider. */
  readonly startedAt: Date
  readonly now: Date
  /** How far the identity provider's clock may differ from ours. */
  readonly clockSkewSeconds: number
}

/**
 * When a person has to have been checked at the earliest, as an organization's policy has it; null: whenever it was. Nobody is held up by
 * the time that signing in takes: whoever was checked after leaving was checked recently.
 */
export function earliestByPolicy({ maximumAgeSeconds }: AuthenticationRule, times: LoginTimes): Date | null {
  if (maximumAgeSeconds === null) return null
  const { startedAt, now, clockSkewSeconds } = times
  const limit = Math.min(now.getTime() - maximumAgeSeconds * 1000, startedAt.getTime())
  return new Date(limit - clockSkewSeconds * 1000)
}

/**
 * The same for somebody who was sent to be checked again: after they left, and so recently that the guard which sent them lets them pass.
 * Otherwise it would send them once more, and so on.
 */
export function earliestByStepUp({ maximumAgeSeconds }: AuthenticationRule, times: LoginTimes): Date {
  const { startedAt, now, clockSkewSeconds } = times
  const limit = maximumAgeSeconds === null ? -Infinity : now.getTime() - maximumAgeSeconds * 1000
  if (startedAt.getTime() < limit) return new Date(limit)
  return new Date(startedAt.getTime() - clockSkewSeconds * 1000)
}

/**
 * When the person was checked, by our clock: before now, and after they left when they were sent to be checked again. Null: nobody said.
 * Never `now`, which a session has whose time nobody said.
 */
export function toAuthenticatedAt(said: Date | null, isStepUp: boolean, { startedAt, now }: LoginTimes): Date | null {
  if (said === null) return null
  const earliest = isStepUp ? startedAt.getTime() : -Infinity
  return new Date(Math.min(Math.max(said.getTime(), earliest), now.getTime() - 1))
}
