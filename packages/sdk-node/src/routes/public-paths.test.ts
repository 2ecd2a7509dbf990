import { expect, test } from 'vitest'
import { parsePublicPaths } from './public-paths.ts'

const isPublic = parsePublicPaths(['/', '/pricing', '/blog/*', '/münchen', '/docs/'], ['/sign-in'])

test.each([
  '/',
  '/pricing',
  '/pricing/',
  '/blog',
  '/blog/',
  '/blog/one',
  '/blog/one/two',
  '/m%C3%BCnchen',
  '/docs',
  '/sign-in',
])('%s is public', (path) => {
  expect(isPublic(path)).toBe(true)
})
test.each([
  '/pricing/eu',
  '/pricings',
  '/Pricing',
  '/blogs',
  '/blo',
  '/sign-in/x',
  '/docs/a',
  '//',
  '/pricing//',
  '/x/pricing',
])('%s is not', (path) => {
  expect(isPublic(path)).toBe(false)
})
test('a lone star stands for the whole site', () => {
  const all = parsePublicPaths(['/*'], [])
  expect([all('/'), all('/anything/at/all')]).toEqual([true, true])
})
test.each([
  'pricing',
  '',
  '*',
  '/blog*',
  '/*/admin',
  '/blog/**',
  '/blog/*/x',
  '//evil.test',
  '/a?b',
  '/a#b',
  '/a b',
  '/a/../b',
  '/a%2fb',
  'https://app.example.test/a',
  5,
  null,
])('refuses the pattern %j', (pattern) => {
  expect(() => parsePublicPaths(['/fine', pattern], [])).toThrow(/CONFIG_INVALID.*publicPaths/)
})
test('refuses what is no list', () => {
  for (const patterns of [{}, '/pricing', null]) expect(() => parsePublicPaths(patterns, [])).toThrow(/CONFIG_INVALID/)
})
