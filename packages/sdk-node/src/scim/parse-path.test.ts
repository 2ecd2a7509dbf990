import { expect, it } from 'vitest'
import { thrown } from '../../test/support/scim-language.ts'
import { parsePath } from './parse-path.ts'
import { createSchemas } from './schemas.ts'

const { user, group } = createSchemas([])
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

it.each([
  ['Title', null, 'title', null],
  ['name.givenname', null, 'name', 'givenName'],
  [`${user.id}:name.givenName`, null, 'name', 'givenName'],
  [`${enterprise}:department`, enterprise, 'department', null],
  [`${enterprise.toLowerCase()}:manager.value`, enterprise, 'manager', 'value'],
  [enterprise, enterprise, null, null],
  ['manager', enterprise, 'manager', null],
  ['emails', null, 'emails', null],
  ['emails.value', null, 'emails', 'value'],
])('reads %s', (text, extension, attribute, sub) => {
  const path = parsePath(text, user)
  expect([path.text, path.extension, path.attribute?.name ?? null, path.sub?.name ?? null, path.filter]).toEqual([
    text,
    extension,
    attribute,
    sub,
    null,
  ])
})

it('reads filters of elements, whatever is in their strings', () => {
  const path = parsePath(String.raw`emails[type eq "wo]\"rk." and not (primary eq "True")].Value`, user)
  expect(path).toMatchObject({
    attribute: { name: 'emails' },
    sub: { name: 'value' },
    filter: {
      type: 'and',
      filters: [
        { op: 'eq', value: 'wo]"rk.' },
        { type: 'not', filter: { op: 'eq', value: true } },
      ],
    },
  })
  expect(parsePath('members[value eq "1"]', group)).toMatchObject({ sub: null, filter: { op: 'eq', value: '1' } })
})

it.each([
  'nobody',
  'name.nobody',
  'title.x',
  'name.givenName.x',
  'emails[type eq "work"].nobody',
  'emails[type eq "work"]value',
  'emails[type eq "work"].value.x',
  'emails[type eq "work"][value eq "x"]',
  'emails[type eq "work"',
  'emails.value[type eq "work"]',
  'name[givenName eq "x"]',
  'title[value eq "x"]',
  'urn:example:nobody:title',
  `${enterprise}:title`,
  `${enterprise}.department`,
  '',
  '/title',
  `emails[value eq "${'a'.repeat(2040)}"]`,
])('refuses %s', (text) => {
  expect(thrown(() => parsePath(text, user)).code).toBe('SCIM_PATH_INVALID')
})

it.each(['emails[]', 'emails[nobody eq "x"]', 'emails[type is "x"]', 'emails[type gt true]'])(
  'refuses the filter in %s',
  (text) => {
    expect(thrown(() => parsePath(text, user)).code).toBe('SCIM_FILTER_INVALID')
  },
)

it.each([
  '__proto__',
  '__proto__.polluted',
  'constructor',
  'constructor.prototype.polluted',
  'toString.x',
  'name.__proto__',
  'emails[type eq "work"].__proto__',
  `${enterprise}:__proto__`,
  `${user.id}:constructor`,
])('refuses %s for what it is', (text) => {
  expect(thrown(() => parsePath(text, user)).code).toBe('SCIM_SYNTAX_INVALID')
})
