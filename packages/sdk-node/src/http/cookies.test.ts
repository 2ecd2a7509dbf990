import { expect, test } from 'vitest'
import { readCookie, readCookies, serializeCookie } from './cookies.ts'

const source = (cookie: string | null) => ({ headers: { get: () => cookie } })

test('reads a cookie among others', () => {
  expect(readCookie(source('a=1; launchpad=abc==; b=2'), 'launchpad')).toBe('abc==')
  expect(readCookie(source('xlaunchpad=1'), 'launchpad')).toBeNull()
  expect(readCookie(source(null), 'launchpad')).toBeNull()
  expect(readCookie(source(';;=;launchpad'), 'launchpad')).toBeNull()
})
test('trusts neither of two cookies of one name with different values', () => {
  expect(readCookie(source('launchpad=planted; launchpad=ours'), 'launchpad')).toBeNull()
  expect(readCookie(source('launchpad=ours; launchpad=ours'), 'launchpad')).toBe('ours')
})
test('reads all cookies with a prefix', () => {
  expect(readCookies(source('p-a=1; q=2; p-b=3'), 'p-')).toEqual([
    ['a', '1'],
    ['b', '3'],
  ])
})
test('writes what __Host- demands', () => {
  expect(serializeCookie('__Host-x', 'v', { sameSite: 'None', secure: true, maxAgeSeconds: 600 })).toBe(
    '__Host-x=v; Path=/; HttpOnly; Max-Age=600; SameSite=None; Secure',
  )
})
test('leaves SameSite to the browser where it is null', () => {
  expect(serializeCookie('x', 'v', { sameSite: null, secure: false, maxAgeSeconds: 0 })).toBe(
    'x=v; Path=/; HttpOnly; Max-Age=0',
  )
})
