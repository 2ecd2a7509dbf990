import { expect, it } from 'vitest'
import { thrown } from '../../test/support/scim-language.ts'
import type { JsonObject } from '../model/json.ts'
import { createSchemas } from './schemas.ts'
import { compareBy } from './sort-resources.ts'

const { user } = createSchemas([])
const order = (
  by: string,
  direction: 'ascending' | 'descending',
  resources: readonly JsonObject[],
): readonly unknown[] => resources.toSorted(compareBy(by, direction, user)).map((resource) => resource['id'])

const people = [
  {
    id: '1',
    userName: 'bruno',
    externalId: 'b',
    emails: [{ value: 'z@a.test' }, { value: 'a@a.test', primary: true }],
  },
  { id: '2', userName: 'Ana', externalId: 'B', emails: [{ value: 'M@a.test' }, { value: 'b@a.test' }] },
  { id: '3', userName: 'carla', active: true, meta: { created: '2026-01-01T00:30:00+01:00' } },
  { id: '4', userName: 'Ana', active: false, meta: { created: '2026-01-01T00:00:00Z' } },
]

it('sorts by the rules of case of the attribute, and keeps the order of equals', () => {
  expect(order('userName', 'ascending', people)).toEqual(['2', '4', '1', '3'])
  expect(order('externalId', 'ascending', people)).toEqual(['2', '1', '3', '4'])
})

it('puts those without a value last, and first when descending', () => {
  expect(order('externalId', 'descending', people)).toEqual(['3', '4', '1', '2'])
})

it('sorts several values by the primary one, else the first', () => {
  expect(order('emails', 'ascending', people)).toEqual(['1', '2', '3', '4'])
  expect(order('emails.value', 'descending', people)).toEqual(['3', '4', '2', '1'])
})

it('sorts times by instant and booleans by false', () => {
  expect(order('meta.created', 'ascending', people)).toEqual(['3', '4', '1', '2'])
  expect(order('active', 'ascending', people)).toEqual(['4', '3', '1', '2'])
})

it.each(['name', 'addresses', 'password', 'nobody', '__proto__', ''])('refuses to sort by %j', (by) => {
  expect(thrown(() => compareBy(by, 'ascending', user)).code).toBe('SCIM_PATH_INVALID')
})
