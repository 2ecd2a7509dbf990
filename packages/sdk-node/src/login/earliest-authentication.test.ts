import { describe, expect, test } from 'vitest'
import { noPolicy } from '../model/authentication-policy.ts'
import { earliestByPolicy, earliestByStepUp, toAuthenticatedAt } from './earliest-authentication.ts'

const now = new Date('2030-01-01T12:00:00Z')
const ago = (seconds: number): Date => new Date(now.getTime() - seconds * 1000)
const times = { now, startedAt: ago(40), clockSkewSeconds: 60 }
const within = (maximumAgeSeconds: number | null) => ({ ...noPolicy, maximumAgeSeconds })

describe('the earliest time by the policy of an organization', () => {
  test('is as long ago as the policy says, and the clocks may differ', () => {
    expect(earliestByPolicy(within(3600), times)).toEqual(ago(3660))
    expect(earliestByPolicy(within(3600), { ...times, clockSkewSeconds: 0 })).toEqual(ago(3600))
  })

  test('holds nobody up by the time that signing in takes', () => {
    expect(earliestByPolicy(within(0), times)).toEqual(ago(100))
    expect(earliestByPolicy(within(10), times)).toEqual(ago(100))
  })

  test('is none where the policy has none', () => {
    expect(earliestByPolicy(within(null), times)).toBeNull()
  })
})

describe('the earliest time of somebody who is checked again', () => {
  test('is when they left, and the clocks may differ', () => {
    expect(earliestByStepUp(within(null), times)).toEqual(ago(100))
    expect(earliestByStepUp(within(600), times)).toEqual(ago(100))
  })

  test('is what their guard wants, when they were away for longer than that', () => {
    expect(earliestByStepUp(within(30), times)).toEqual(ago(30))
  })
})

describe('the time of the check by our clock', () => {
  test('is what the identity provider said, and never now or later', () => {
    expect(toAuthenticatedAt(ago(3600), false, times)).toEqual(ago(3600))
    expect(toAuthenticatedAt(now, false, times)).toEqual(ago(0.001))
    expect(toAuthenticatedAt(ago(-60), false, times)).toEqual(ago(0.001))
  })

  test('is no earlier than when they left to be checked again', () => {
    expect(toAuthenticatedAt(ago(90), true, times)).toEqual(ago(40))
    expect(toAuthenticatedAt(ago(20), true, times)).toEqual(ago(20))
  })

  test('is nothing when nobody said', () => {
    expect(toAuthenticatedAt(null, true, times)).toBeNull()
  })
})
