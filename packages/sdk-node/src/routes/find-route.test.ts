import { expect, test } from 'vitest'
import { findRoute, listMethods } from './find-route.ts'
import { scim } from './scim.ts'

test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
  'gives %s below /scim to the SCIM endpoint',
  (method) => {
    expect(findRoute(method, '/scim/v2/Users/4f').run).toBe(scim)
  },
)
test.each([
  ['/scim/v2/Users/4f', 'v2/Users/4f'],
  ['/scim/v2/', 'v2'],
  ['/scim', ''],
  ['/scim/Users', 'Users'],
])('tells it what follows in %s', (path, rest) => {
  expect(findRoute('GET', path)).toMatchObject({ run: scim, params: { rest } })
})
test.each(['/scimitar', '/scim2/v2/Users', '/x/scim/v2/Users'])('finds nothing at %s', (path) => {
  expect(() => findRoute('GET', path)).toThrow('ROUTE_NOT_FOUND')
})
test('says which methods other addresses answer', () => {
  expect(() => findRoute('DELETE', '/session')).toThrow('METHOD_NOT_ALLOWED')
  expect(listMethods('/logout')).toEqual(['GET', 'HEAD', 'POST'])
})
