import { describe, expect, it } from 'vitest'
import { createBackOff } from './back-off.ts'

describe('the back-off', () => {
  it('lets five attempts through, then doubles the wait up to a minute', () => {
    let now = 0
    const backOff = createBackOff(() => now)
    expect([1, 2, 3, 4, 5].map(() => backOff.attempt('ana'))).toEqual([0, 0, 0, 0, 0])
    const waits: number[] = []
    for (let round = 0; round < 9; round += 1) {
      const wait = backOff.attempt('ana')
      waits.push(wait)
      now += wait * 1000
      expect(backOff.attempt('ana')).toBe(0)
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60])
  })

  it('counts each name for itself', () => {
    const backOff = createBackOff(() => 0)
    for (let round = 0; round < 6; round += 1) backOff.attempt('ana')
    expect(backOff.attempt('ana')).toBe(1)
    expect(backOff.attempt('bruno')).toBe(0)
  })

  it('forgets a name that got in, and one that stayed away', () => {
    let now = 0
    const backOff = createBackOff(() => now)
    for (let round = 0; round < 5; round += 1) backOff.attempt('ana')
    backOff.forgive('ana')
    expect(backOff.attempt('ana')).toBe(0)
    for (let round = 0; round < 4; round += 1) backOff.attempt('ana')
    now += 15 * 60_000
    expect([1, 2, 3, 4, 5].map(() => backOff.attempt('ana'))).toEqual([0, 0, 0, 0, 0])
  })
})
