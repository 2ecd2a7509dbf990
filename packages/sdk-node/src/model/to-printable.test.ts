import { expect, test } from 'vitest'
import { toPrintable } from './to-printable.ts'

test('keeps plain text', () => expect(toPrintable('São Paulo 日本')).toBe('São Paulo 日本'))
test('replaces line breaks, control and direction characters', () => {
  expect(toPrintable('a\r\nb\u0000c\u001b[31md\u202ee\u200bf')).toBe('a b c [31md e f')
})
test('cuts after 200 characters', () => expect(toPrintable('x'.repeat(1e6))).toBe(`${'x'.repeat(200)}…`))
test('writes other values as JSON', () => {
  expect([toPrintable({ a: 1 }), toPrintable(null), toPrintable(undefined), toPrintable(7)]).toEqual([
    '{"a":1}',
    'null',
    'nothing',
    '7',
  ])
})
