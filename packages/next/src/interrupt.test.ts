import { unstable_rethrow as rethrow } from 'next/navigation.js'
import { expect, test } from 'vitest'
import { redirectTo, refuseWith } from './interrupt.ts'

/** What Next takes for one of its own interruptions, it throws on. */
test.each([
  ['a redirect', () => redirectTo('/auth/login?return_to=%2Fa', 'replace')],
  ['a redirect of a server action', () => redirectTo('/auth/login', 'push')],
  ['a 401', () => refuseWith(401)],
  ['a 403', () => refuseWith(403)],
])('throws what Next knows as %s', (_what, interrupt) => {
  expect(interrupt).toThrow()
  try {
    interrupt()
  } catch (error) {
    expect(() => rethrow(error)).toThrow()
    expect(() => rethrow(new Error('any other'))).not.toThrow()
  }
})
