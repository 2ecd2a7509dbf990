import { expect, test } from 'vitest'
import { parseAllowedOrigins } from './allowed-origins.ts'

const problems: string[] = []
const allowed = parseAllowedOrigins(
  'baseUrl',
  [
    'https://app.example.test',
    'https://*.preview.example.test',
    'https://app-*.example.test',
    'https://shop.*.eu.example.test:8443',
    'http://localhost:3000',
    'https://kiosk.example.test',
  ],
  problems,
)

test('takes origins and patterns as they are written down', () => {
  expect(problems).toEqual([])
  expect(allowed.first?.origin).toBe('https://app.example.test')
})
test.each([
  ['app.example.test', 'https://app.example.test'],
  ['APP.Example.Test', 'https://app.example.test'],
  ['app.example.test:443', 'https://app.example.test'],
  ['pr-17.preview.example.test', 'https://pr-17.preview.example.test'],
  ['app-pr-17.example.test', 'https://app-pr-17.example.test'],
  ['shop.de.eu.example.test:8443', 'https://shop.de.eu.example.test:8443'],
  ['localhost:3000', 'http://localhost:3000'],
])('knows the host %s', (host, origin) => {
  expect(allowed.findByHost(host)).toBe(origin)
})
test.each([
  '',
  ' ',
  'evil.test',
  'app.example.test.',
  'app.example.test:80',
  'app.example.test:8443',
  'app.example.test:',
  'app.example.test:443:443',
  'evil.test:443',
  'user@app.example.test',
  'app.example.test@evil.test',
  'app.example.test/',
  'app.example.test#evil.test',
  'app.example.test, evil.test',
  'app.example.test,app.example.test',
  'app.example.test evil.test',
  'https://app.example.test',
  'app.example.test.evil.test',
  'xapp.example.test',
  'appxexample.test',
  'preview.example.test',
  '.preview.example.test',
  'xn--a.preview.example.test',
  'xn--a.preview.example.test:443',
  'a.b.preview.example.test',
  'a.preview.example.test.',
  'a.preview.example.test.evil.test',
  'a.previewxexample.test',
  'a.preview.examplextest',
  'evil.test/.preview.example.test',
  'evil.test#.preview.example.test',
  'user@a.preview.example.test',
  'a_b.preview.example.test',
  'a\n.preview.example.test',
  'ü.preview.example.test',
  'app-.example.test',
  'app-a.b.example.test',
  'shop.de.eu.example.test',
  'shop.de.eu.example.test:443',
  'localhost',
  'localhost:3001',
  '\u212Aiosk.example.test',
  'xn--bcher-kva.preview.example.test',
  '*.preview.example.test',
  `${'a'.repeat(300)}.preview.example.test`,
])('knows no host %j', (host) => {
  expect(allowed.findByHost(host)).toBeNull()
})
test.each([
  ['https://app.example.test', true],
  ['https://a.preview.example.test', true],
  ['http://localhost:3000', true],
  ['http://app.example.test', false],
  ['http://a.preview.example.test', false],
  ['https://localhost:3000', false],
  ['https://app.example.test:8443', false],
  ['https://evil.test', false],
])('has the origin %s: %j', (origin, expected) => {
  expect(allowed.has(new URL(origin))).toBe(expected)
})
