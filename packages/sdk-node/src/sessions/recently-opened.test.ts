import { expect, test } from 'vitest'
import { createRecentlyOpened } from './recently-opened.ts'

const sealOf = (index: number): string => `seal-${index}-`.padEnd(60, 'x') + String(index).padStart(32, '0')

test('finds what it keeps, and only to the letter', () => {
  const recent = createRecentlyOpened<number>()
  recent.keep(sealOf(1), 1)
  expect(recent.find(sealOf(1))).toBe(1)
  expect(recent.find(`X${sealOf(1).slice(1)}`)).toBeNull()
  expect(recent.find(sealOf(2))).toBeNull()
})
test('forgets the oldest and keeps what is used', () => {
  const recent = createRecentlyOpened<number>()
  recent.keep(sealOf(0), 0)
  recent.keep(sealOf(1), 1)
  for (let index = 2; index < 5000; index++) {
    recent.keep(sealOf(index), index)
    recent.find(sealOf(0))
  }
  expect(recent.find(sealOf(0))).toBe(0)
  expect(recent.find(sealOf(1))).toBeNull()
})
