import { expect, test } from 'vitest'
import { findPlainPath } from './find-plain-path.ts'

test.each([
  ['/', '/'],
  ['/blog?next=/../x', '/blog'],
  ['/blog#/../x', '/blog'],
  ['https://app.example.test', '/'],
  ['https://app.example.test/blog/one?x=https://a/b', '/blog/one'],
  ['/a%20b/m%C3%BCnchen', '/a%20b/m%C3%BCnchen'],
  ['/discount/100%25', '/discount/100%25'],
  ['/.well-known/security.txt', '/.well-known/security.txt'],
  ['/a..b/...', '/a..b/...'],
])('finds the path of %s', (url, path) => {
  expect(findPlainPath(url)).toBe(path)
})
test.each([
  '/blog/../admin',
  '/blog/..',
  '/./admin',
  '/blog/%2e%2e/admin',
  '/blog/%2E./admin',
  '/blog/%252e%252e/admin',
  '/blog/%25252e%25252e/admin',
  '/blog/..;/admin',
  '/blog/..;x=1/admin',
  '/blog%2fadmin',
  '/blog%2Fadmin',
  '/blog%252fadmin',
  '/blog\\admin',
  '/blog%5cadmin',
  '/blog%255Cadmin',
  '/blog/%00',
  '/blog/%0a',
  '/blog/\u0000',
  '/blog/%',
  '/blog/%zz',
  '/blog/%c0%ae%c0%ae/admin',
  `/blog/%${'25'.repeat(10)}2fadmin`,
  'https://app.example.test/blog%2f..%2fadmin',
])('finds none in %j, which two servers read differently', (url) => {
  expect(findPlainPath(url)).toBeNull()
})
