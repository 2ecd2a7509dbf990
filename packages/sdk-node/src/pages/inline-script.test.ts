import { expect, test } from 'vitest'
import { createInlineScript } from './inline-script.ts'

test('refuses a text that could end its element or open a comment', () => {
  expect(() => createInlineScript('"</script><b>"')).toThrow(TypeError)
  expect(() => createInlineScript('"<!-- <script>"')).toThrow(TypeError)
})
