import { expect, test } from 'vitest'
import { parseEmail } from './parse-email.ts'

test.each([
  ['ana@acme.test', 'ana@acme.test', 'acme.test'],
  ['  Ana@ACME.Test\n', 'ana@acme.test', 'acme.test'],
  ['ana@bücher.example', 'ana@xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ['ana@BÜCHER.example', 'ana@xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ['ana＠acme．test', 'ana@acme.test', 'acme.test'],
  ['ana+sso@mail.acme.test', 'ana+sso@mail.acme.test', 'mail.acme.test'],
])('reads %j as %s', (typed, address, domain) => {
  expect(parseEmail(typed)).toEqual({ address, domain })
})

test.each([
  '',
  'ana',
  '@acme.test',
  'ana@',
  'ana@acme',
  'ana@.test',
  'ana@acme.test.',
  'a b@acme.test',
  'ana@acme@x',
  '<ana@acme.test>',
  `${'a'.repeat(65)}@acme.test`,
  'ana@acme.test\u0000',
])('takes %j for no address', (typed) => {
  expect(parseEmail(typed)).toBeNull()
})
