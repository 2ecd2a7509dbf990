import { expect, test } from 'vitest'
import { redirect } from './respond.ts'
import { toWebResponse } from './to-web-response.ts'

test.each([
  ['/start?a=%2F#b', '/start?a=%2F#b'],
  ['/r\u00e9sum\u00e9/\u4f60?q=\u{1F600}', '/r%C3%A9sum%C3%A9/%E4%BD%A0?q=%F0%9F%98%80'],
  ['/a\r\nset-cookie: x=1', '/a%0D%0Aset-cookie:%20x=1'],
])('a redirect to %j fits into a header', (location, sent) => {
  expect(toWebResponse(redirect(location)).headers.get('location')).toBe(sent)
})
test('every cookie has a header of its own', () => {
  const response = toWebResponse(redirect('/', ['a=1; Expires=Thu, 01 Jan 2032 00:00:00 GMT', 'b=2']))
  expect(response.headers.getSetCookie()).toEqual(['a=1; Expires=Thu, 01 Jan 2032 00:00:00 GMT', 'b=2'])
})
