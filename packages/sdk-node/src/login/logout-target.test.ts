import { expect, test } from 'vitest'
import { findListed, toLogoutTarget } from './logout-target.ts'

const places = {
  baseUrl: new URL('https://app.example.test'),
  basePath: '/auth',
  signInPage: '/sign-in',
  passwordPage: null,
  logout: {
    forwardTo: [
      'https://portal.example.test',
      'https://www.example.test/goodbye',
      'https://search.example.test/bye?from=app',
      'http://localhost:3000/',
    ].map((text) => new URL(text)),
  },
}
const to = (text: string | null): string => toLogoutTarget(text, places)

test.each([
  ['https://portal.example.test', 'https://portal.example.test/'],
  ['https://portal.example.test/', 'https://portal.example.test/'],
  [
    'https://portal.example.test/any/page?with=query#and-hash',
    'https://portal.example.test/any/page?with=query#and-hash',
  ],
  ['https://portal.example.test?x=1', 'https://portal.example.test/?x=1'],
  ['https://www.example.test/goodbye', 'https://www.example.test/goodbye'],
  ['https://www.example.test/goodbye?from=crm', 'https://www.example.test/goodbye?from=crm'],
  ['https://search.example.test/bye?from=app', 'https://search.example.test/bye?from=app'],
  ['http://localhost:3000/bye', 'http://localhost:3000/bye'],
])('leads to %s, which is listed', (text, target) => {
  expect(to(text)).toBe(target)
  expect(findListed(text, places)).toBe(target)
})

test.each([
  ['/bye', '/bye'],
  ['https://app.example.test/bye?x=1', '/bye?x=1'],
  ['/auth/login', '/'],
  ['/sign-in', '/'],
])('takes %s for a path of our own', (text, target) => {
  expect(to(text)).toBe(target)
  expect(findListed(text, places)).toBeNull()
})

test.each([
  'https://evil.test/',
  'https:evil.test',
  'https:/evil.test',
  '//portal.example.test/',
  'portal.example.test',
  'http://portal.example.test/',
  'ftp://portal.example.test/',
  'HTTPS://portal.example.test/',
  'https://PORTAL.example.test/',
  'https:portal.example.test/',
  'https:\\\\portal.example.test/',
  'https:///portal.example.test/',
  'https://portal.example.test.evil.test/',
  'https://portal.example.test./',
  'https://portal.example.test:443/',
  'https://portal.example.test:8443/',
  'https://portal.example.test@evil.test/',
  'https://portal.example.test:x@evil.test/',
  'https://user@portal.example.test/',
  'https://user:pass@portal.example.test/',
  'https://@portal.example.test/',
  'https://evil.test#@portal.example.test/',
  'https://evil.test/?https://portal.example.test/',
  'https://evil.test\\@portal.example.test/',
  'https://portal.example.test\\@evil.test/',
  'https://portal.example.test\\.evil.test/',
  'https://portal.example.test/\\evil.test',
  'https://portal.example.test%2eevil.test/',
  'https://portal.example.test%00.evil.test/',
  'https://%70ortal.example.test/',
  'https://ｐortal.example.test/',
  'https://portal。example。test/',
  'https://port\u00ADal.example.test/',
  'https://portal.example.test\u200B/',
  'https://pоrtal.example.test/',
  ' https://portal.example.test/',
  'https://portal.example.test/ ',
  '\thttps://portal.example.test/',
  'https://portal.\nexample.test/',
  'https://portal.example.test/\r\nset-cookie: x=1',
  'https://portal.example.test/\u0000',
  'javascript:alert(1)//https://portal.example.test/',
  'data:text/html,https://portal.example.test/',
  'blob:https://portal.example.test/1',
  'https://xn--portal.example.test/',
  'https://portalexample.test/',
  'https://example.test/',
  'https://sub.portal.example.test/',
  'https://www.example.test/',
  'https://www.example.test/goodbye/',
  'https://www.example.test/goodbye/more',
  'https://www.example.test/GOODBYE',
  'https://www.example.test/goodbye/../admin',
  'https://www.example.test/goodbye/..%2fadmin',
  'https://www.example.test/%67oodbye',
  'https://www.example.test//goodbye',
  'https://search.example.test/bye',
  'https://search.example.test/bye?from=app&next=x',
  'http://localhost:3001/',
  'http://localhost/',
  'http://127.0.0.1:3000/',
  `https://portal.example.test/${'a'.repeat(3000)}`,
  `https://portal.example.test/${'€'.repeat(1000)}`,
  '',
])('leads from %j to nowhere but /', (text) => {
  expect(to(text)).toBe('/')
  expect(findListed(text, places)).toBeNull()
})

test('leads to / when nothing is listed and nothing was said', () => {
  expect(to(null)).toBe('/')
  expect(toLogoutTarget('https://portal.example.test/', { ...places, logout: { forwardTo: [] } })).toBe('/')
})

test('resolves dot segments before it compares', () => {
  expect(to('https://www.example.test/other/../goodbye')).toBe('https://www.example.test/goodbye')
})
