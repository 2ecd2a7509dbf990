import { expect, test } from 'vitest'
import { toAsciiDomain } from './to-ascii-domain.ts'

test.each([
  ['acme.test', 'acme.test'],
  ['ACME.Test', 'acme.test'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['acme．test', 'acme.test'],
])('reads %s as %s', (text, domain) => {
  expect(toAsciiDomain(text)).toBe(domain)
})
test.each([
  '',
  'acme',
  'acme.test.',
  '.acme.test',
  'acme..test',
  '-acme.test',
  'acme_.test',
  '127.0.0.1',
  '127.1',
  '[::1]',
  'acme.test/evil',
  'acme.test?x',
  'acme.test#x',
  'acme.test\\x',
  'acme.test:443',
  'a@acme.test',
  '%61cme.test',
  'ac\tme.test',
  'acme.test／x',
  'acme.test？x',
  `${'a'.repeat(64)}.test`,
])('takes %j for no domain name', (text) => {
  expect(toAsciiDomain(text)).toBeNull()
})
