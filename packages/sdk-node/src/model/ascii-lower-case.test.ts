import { expect, test } from 'vitest'
import { asciiLowerCase } from './ascii-lower-case.ts'

test('lowers the letters A to Z and leaves every other character alone', () => {
  expect(asciiLowerCase('Ana.SOUZA+x@ACME.Test')).toBe('ana.souza+x@acme.test')
  expect(asciiLowerCase('\u212A \u0130 \u00C1')).toBe('\u212A \u0130 \u00C1')
})
