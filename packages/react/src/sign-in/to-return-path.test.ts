import { expect, it } from 'vitest'
import { toReturnPath } from './to-return-path.ts'

it.each(['/', '/orders', '/orders?page=2&next=//evil.test#part', '/a%20b', '/caf%C3%A9', '/authors', '/a/../orders'])(
  'keeps %j',
  (path) => {
    const { pathname, search, hash } = new URL(path, 'http://localhost')
    expect(toReturnPath(path, '/auth')).toBe(pathname + search + hash)
  },
)

it.each([
  null,
  undefined,
  '',
  'orders',
  'https://evil.test/',
  'javascript:alert(1)',
  '//evil.test',
  '/\\evil.test',
  '\\/evil.test',
  '/orders\\..\\x',
  '/.//evil.test',
  '/x/..//evil.test',
  '/%2Fevil.test',
  '/%2f/evil.test',
  '/%5Cevil.test',
  '/%252Fevil.test',
  '/%25252Fevil.test',
  '/a/..%2f/evil.test',
  '/a/%252e%252e%252f%252fevil.test',
  '/a/..%2f%2fevil.test',
  '/a/..%2fauth/logout',
  '/a/..;/auth/logout',
  '/%0Aevil',
  '/\t/evil.test',
  '/\n/evil.test',
  ' /orders',
  '/%',
  '/%ff',
  '/auth',
  '/auth/login?return_to=/auth/login',
  '/x/../auth/logout',
  `/${'a'.repeat(3000)}`,
])('makes / of %j', (text) => {
  expect(toReturnPath(text, '/auth')).toBe('/')
})
