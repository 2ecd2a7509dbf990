import { describe, expect, it } from 'vitest'
import { thrown } from '../../test/support/scim-language.ts'
import type { Filter } from './filter.ts'
import { parseFilter } from './parse-filter.ts'
import { createSchemas } from './schemas.ts'

const { user, group } = createSchemas([
  {
    id: 'urn:example:badge:2.0:User',
    name: 'Badge',
    resource: 'User',
    attributes: [
      { name: 'number', type: 'integer' },
      { name: 'doors', multiValued: true },
    ],
  },
])

/** A filter as text that shows how it was understood. */
function show(filter: Filter): string {
  switch (filter.type) {
    case 'and':
    case 'or':
      return `(${filter.filters.map(show).join(` ${filter.type} `)})`
    case 'not':
      return `not ${show(filter.filter)}`
    case 'present':
      return `${filter.path.name} pr`
    case 'valuePath':
      return `${filter.path.name}[${show(filter.filter)}]`
    case 'compare':
      return `${filter.path.name} ${filter.op} ${JSON.stringify(filter.value)}`
  }
}
const parse = (text: string): string => show(parseFilter(text, user))
const codeOf = (text: string): string => thrown(() => parseFilter(text, user)).code

describe('the grammar', () => {
  it.each([
    ['userName eq "ana"', 'userName eq "ana"'],
    ['USERNAME Eq "Ana"', 'userName eq "Ana"'],
    ['title pr', 'title pr'],
    ['title pr and userType eq "x" or active eq true', '((title pr and userType eq "x") or active eq true)'],
    ['title pr or userType eq "x" and active eq true', '(title pr or (userType eq "x" and active eq true))'],
    ['(title pr or userType pr) AND active eq false', '((title pr or userType pr) and active eq false)'],
    ['not (title pr)', 'not title pr'],
    ['NOT(title pr) and userName sw "a"', '(not title pr and userName sw "a")'],
    ['emails[type eq "work" and value co "@acme.test"]', 'emails[(type eq "work" and value co "@acme.test")]'],
    ['emails[not (type eq "work")]', 'emails[not type eq "work"]'],
    ['emails[type eq "work"].value eq "x"', 'emails[(type eq "work" and value eq "x")]'],
    ['emails[type eq "work"].value pr', 'emails[(type eq "work" and value pr)]'],
    ['emails co "acme"', 'emails.value co "acme"'],
    ['emails.type eq "work"', 'emails.type eq "work"'],
    ['name.familyName co "O\'Malley"', 'name.familyName co "O\'Malley"'],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName sw "J"', 'userName sw "J"'],
    ['meta.lastModified gt "2011-05-13T04:42:34Z"', 'meta.lastModified gt "2011-05-13T04:42:34Z"'],
    ['schemas eq "urn:x"', 'schemas eq "urn:x"'],
    ['userType ne null', 'userType ne null'],
    ['urn:example:badge:2.0:User:number ge -1.5e2', 'urn:example:badge:2.0:User:number ge -150'],
    ['urn:example:badge:2.0:User:number eq "7"', 'urn:example:badge:2.0:User:number eq 7'],
    ['urn:example:badge:2.0:User:doors[value eq "A"]', 'urn:example:badge:2.0:User:doors[value eq "A"]'],
    ['active eq "True"', 'active eq true'],
    ['active ne FALSE', 'active ne false'],
    ['emails[primary eq "True"].value eq "x"', 'emails[(primary eq true and value eq "x")]'],
    [
      'id eq "1" and manager eq "2"',
      '(id eq "1" and urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq "2")',
    ],
    [String.raw`title eq "a \"b\" \\ é ) and ( ]"`, String.raw`title eq "a \"b\" \\ é ) and ( ]"`],
    ['  title   eq\t"x"  ', 'title eq "x"'],
    ['title eq ""', 'title eq ""'],
  ])('reads %s', (text, shown) => {
    expect(parse(text)).toBe(shown)
  })

  it('reads what a filter of groups asks for', () => {
    expect(show(parseFilter('displayName eq "x" and members[value eq "1"]', group))).toBe(
      '(displayName eq "x" and members[value eq "1"])',
    )
  })
})

describe('what it refuses', () => {
  it.each([
    '',
    ' ',
    'userName',
    'userName eq',
    'userName eq ana',
    "userName eq 'ana'",
    'userName eq "ana',
    String.raw`userName eq "\q"`,
    'userName eq "a\u0000"',
    String.raw`userName eq "\u0000"`,
    String.raw`userName eq "\ud800"`,
    'userName eq "a" userName eq "b"',
    'userName eq "a" and',
    'and userName eq "a"',
    'userName eq "a")',
    '(userName eq "a"',
    'not userName eq "a"',
    'not not (userName pr)',
    '()',
    'emails[]',
    'emails[type eq "work"',
    'emails[type eq "work"].',
    'emails[type eq "work"].value',
    'emails[type eq "work"].nobody eq "x"',
    'emails[emails[type eq "work"]]',
    'emails[userName eq "x"]',
    'emails[type eq "work"]]',
    'name[givenName eq "x"]',
    'userName[value eq "x"]',
    'nobody eq "x"',
    'nobody pr',
    'urn:example:nobody:userName eq "x"',
    '__proto__ pr',
    'constructor eq "x"',
    'toString.x pr',
    'userName is "x"',
    'userName equals "x"',
    'userName eq true',
    'userName eq 1',
    'userName gt null',
    'active gt true',
    'active co "t"',
    'active eq 1',
    'active eq "yes"',
    'x509Certificates.value gt "x"',
    'name eq "x"',
    'addresses eq "x"',
    'urn:example:badge:2.0:User:number co 1',
    'urn:example:badge:2.0:User:number eq "x"',
    'urn:example:badge:2.0:User:number eq 1e999',
    'meta.created gt "yesterday"',
    'meta.created gt 5',
    'password pr',
    'password sw "a"',
    '%00 eq "x"',
    '[type eq "work"]',
  ])('refuses %j', (text) => {
    expect(codeOf(text)).toBe('SCIM_FILTER_INVALID')
  })

  it('says where, and what it wanted', () => {
    expect(thrown(() => parseFilter('userName eq "a" xor title pr', user)).detail).toBe(
      "filter, character 17: wanted and, or, or the end, got 'xor title pr'",
    )
  })
})

describe('hostile filters', () => {
  const nested = (depth: number): string => `${'('.repeat(depth)}title pr${')'.repeat(depth)}`

  it('reads ten levels of brackets and refuses eleven', () => {
    expect(parse(nested(10))).toBe('title pr')
    expect(codeOf(nested(11))).toBe('SCIM_FILTER_INVALID')
    expect(codeOf(`${'('.repeat(10)}emails[type pr]${')'.repeat(10)}`)).toBe('SCIM_FILTER_INVALID')
  })

  it('refuses a thousand brackets, open or closed', () => {
    expect(codeOf('('.repeat(1000))).toBe('SCIM_FILTER_INVALID')
    expect(codeOf(nested(1000))).toBe('SCIM_FILTER_INVALID')
    expect(codeOf('not ('.repeat(400))).toBe('SCIM_FILTER_INVALID')
    expect(codeOf('emails['.repeat(250))).toBe('SCIM_FILTER_INVALID')
  })

  it('reads 200 comparisons and refuses 201, also inside brackets', () => {
    const ids = (count: number): string => Array.from({ length: count }, () => 'id pr').join(' or ')
    expect(parse(ids(200))).toMatch(/^\(id pr/)
    expect(codeOf(ids(201))).toBe('SCIM_FILTER_INVALID')
    expect(codeOf(`emails[${Array.from({ length: 201 }, () => 'type pr').join(' or ')}]`)).toBe('SCIM_FILTER_INVALID')
    expect(codeOf(ids(10_000))).toBe('SCIM_FILTER_INVALID')
  })

  it('refuses more than 2048 characters without reading them', () => {
    expect(parse(`title eq "${'a'.repeat(2037)}"`)).toMatch(/^title/)
    expect(codeOf(`title eq "${'a'.repeat(2038)}"`)).toBe('SCIM_FILTER_INVALID')
  })

  it.each([
    `"${'\\'.repeat(2000)}`,
    'a'.repeat(2000),
    'a.'.repeat(1000),
    `${' '.repeat(2000)}x`,
    `${'1'.repeat(2000)}!`,
  ])('refuses what makes patterns go back and forth (%#)', (text) => {
    expect(codeOf(text)).toBe('SCIM_FILTER_INVALID')
    expect(codeOf(`title eq ${text}`.slice(0, 2048))).toBe('SCIM_FILTER_INVALID')
  })
})
