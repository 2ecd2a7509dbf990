import { expect, test } from 'vitest'
import { toReturnPath } from './return-path.ts'

const baseUrl = new URL('https://app.example.test')
const places = { baseUrl, basePath: '/auth', signInPage: '/sign-in', passwordPage: '/password' }
const from = (text: string | null): string => toReturnPath(text, places)

test.each([
  '/',
  '/inbox',
  '/inbox?tab=1&x=%2F#top',
  '/a%20b',
  '/münchen',
  '/authors',
  '/sign-in/help',
  '/passwords',
  '/reports/2030%2F01',
  '/reports/1..2/...',
])('lets %s through', (path) => {
  const path_ = new URL(path, baseUrl)
  expect(from(path)).toBe(path_.pathname + path_.search + path_.hash)
})
test('takes an absolute URL of our own origin as its path', () => {
  expect(from('https://app.example.test/inbox?x=1')).toBe('/inbox?x=1')
})
test.each([
  'https://evil.test/',
  '//evil.test',
  '///evil.test',
  '/\\evil.test',
  '\\\\evil.test',
  '/\t/evil.test',
  '\t//evil.test',
  '/\n/evil.test',
  'https:evil.test',
  'javascript:alert(1)',
  'data:text/html,x',
  '/.//evil.test',
  '/..//evil.test',
  '/%2e//evil.test',
  '/%2F%2Fevil.test',
  '/%2f/evil.test',
  '/%5Cevil.test',
  '/%255C%255Cevil.test',
  '/%252F%252Fevil.test',
  '/a/..%2f/evil.test',
  '/a/%252e%252e%252f%252fevil.test',
  '/a/..%2f%2fevil.test',
  '/a/..%2fauth/logout',
  '/a/..;/auth/logout',
  '/%09/evil.test',
  '/%0d%0aSet-Cookie:x',
  '/inbox\r\nSet-Cookie: x',
  'https://app.example.test@evil.test/',
  'https://app.example.test.evil.test/',
  'https://evil.test\\@app.example.test/',
  'http://app.example.test/',
  'https://user@app.example.test/',
  '/\u3000/evil.test',
  '/ /evil.test',
  'inbox',
  '',
  '/%',
  '/%E0%A4%A',
  `/${'a'.repeat(3000)}`,
  `/${'€'.repeat(2000)}`,
  '/auth/logout',
  '/auth',
  '/x/../auth/login',
  '/%61uth/logout',
  '/sign-in',
  '/sign-in/',
  '/sign-in?return_to=/inbox',
  '/sign%2Din',
  'https://app.example.test/sign-in#top',
  '/password?email=ana@acme.test',
])('turns %j into /', (text) => {
  expect(from(text)).toBe('/')
})
test('turns nothing into /', () => {
  expect(from(null)).toBe('/')
})
