import { describe, expect, it } from 'vitest'
import { createExpiringMap } from './expiring-map.ts'

describe('an expiring map', () => {
  it('forgets an entry when its time is over', () => {
    let now = 1000
    const map = createExpiringMap<string>(10, () => now)
    map.set('a', 'one', 2000)
    expect(map.get('a')).toBe('one')
    now = 2000
    expect(map.get('a')).toBeNull()
    expect(map.take('a')).toBeNull()
  })

  it('gives an entry to one taker only', () => {
    const map = createExpiringMap<string>(10, () => 0)
    map.set('a', 'one', 1)
    expect([map.take('a'), map.take('a')]).toEqual(['one', null])
  })

  it('drops the entry that was written longest ago when it is full', () => {
    const map = createExpiringMap<number>(2, () => 0)
    map.set('a', 1, 1)
    map.set('b', 2, 1)
    map.set('a', 3, 1)
    map.set('c', 4, 1)
    expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([3, null, 4])
  })
})
