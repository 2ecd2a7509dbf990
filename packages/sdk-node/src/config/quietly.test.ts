import { expect, test } from 'vitest'
import { quietly } from './quietly.ts'

test('hands entries on, and keeps what the log throws', () => {
  const entries: string[] = []
  const log = quietly((entry: string) => {
    entries.push(entry)
    throw new Error('disk full')
  })
  expect(() => log('one')).not.toThrow()
  expect(entries).toEqual(['one'])
})
