import { expect, test } from 'vitest'
import { parseEmail, parseTypedEmail } from './parse-email.ts'

test.each([
  ['ana@acme.test', 'ana@acme.test', 'acme.test'],
  ['  Ana@ACME.Test\n', 'ana@acme.test', 'acme.test'],
  ['ana@bücher.example', 'ana@xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ['ana@BÜCHER.example', 'ana@xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ['ana+sso@mail.acme.test', 'ana+sso@mail.acme.test', 'mail.acme.test'],
])('reads %j as %s', (typed, address, domain) => {
  expect(parseEmail(typed)).toEqual({ address, domain })
})

test.each([
  '',
  'ana',
  '@acme.test',
  'ceo@acme.test?x',
  'ceo@acme.test/evil.test',
  'ceo@%61cme.test',
  'ceo@acme.test／x',
  'a@127.1',
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

test('reads what a keyboard made of an address', () => {
  expect(parseTypedEmail(' Ana＠acme．test')).toEqual({ address: 'ana@acme.test', domain: 'acme.test' })
})
test.each([
  ['the Kelvin sign and a k', 'an\u212A@acme.test', 'ank@acme.test'],
  ['a ligature and its letters', '\uFB00@acme.test', 'ff@acme.test'],
  ['a dotted capital I and an i', '\u0130da@acme.test', 'ida@acme.test'],
])('does not take %s for one person', (_, one, other) => {
  expect(parseEmail(one)?.address).not.toBe(parseEmail(other)?.address)
})
