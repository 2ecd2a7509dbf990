import { describe, expect, it } from 'vitest'
import { matchFilter } from './match-filter.ts'
import { parseFilter } from './parse-filter.ts'
import { createSchemas } from './schemas.ts'

const badge = 'urn:example:badge:2.0:User'
const { user } = createSchemas([
  {
    id: badge,
    name: 'Badge',
    resource: 'User',
    attributes: [
      { name: 'number', type: 'integer' },
      { name: 'doors', multiValued: true },
      { name: 'codes', multiValued: true, caseExact: true },
      { name: 'issued', type: 'dateTime' },
    ],
  },
])

const ana = {
  schemas: [user.id, badge],
  id: '0190-A',
  externalId: 'Ext-1',
  userName: 'Ana@Acme.test',
  name: { givenName: 'Ana', familyName: 'Souza' },
  displayName: 'ANA SÔUZA',
  title: '',
  active: true,
  emails: [
    { value: 'Ana@Acme.test', type: 'work', primary: true },
    { value: 'ana@home.test', type: 'home' },
  ],
  roles: [{ value: 'admin', primary: false }],
  addresses: [{}],
  [badge]: { number: 7, doors: ['North', 'south'], codes: ['Abc'], issued: '2026-01-01T12:00:00+02:00' },
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { manager: { value: 'M-1' } },
  meta: { created: '2026-01-31T12:00:00.000Z', resourceType: 'User' },
}
const matches = (text: string): boolean => matchFilter(parseFilter(text, user), ana)

describe('a match', () => {
  it.each([
    'userName eq "ana@acme.TEST"',
    'displayName co "sôu"',
    'userName sw "ANA@" and userName ew ".TEST"',
    'id eq "0190-A"',
    'externalId eq "Ext-1"',
    'name.givenName eq "ana"',
    'emails.value eq "ana@home.test"',
    'emails co "home"',
    'emails[type eq "work" and value ew "@acme.test"]',
    'emails[type eq "work"].value eq "ana@acme.test"',
    'emails[primary eq "True"].type eq "WORK"',
    'emails.type ne "work"',
    'not (emails[type eq "other"])',
    'active eq "True"',
    'active ne false',
    'roles[primary eq false]',
    'title ne "x"',
    'nickName ne "x"',
    'nickName eq null',
    'title pr or name pr',
    'userName ne null',
    'title eq ""',
    'addresses[country ne "BR"]',
    `${badge}:number eq 7 and ${badge}:number gt 6 and ${badge}:number le 7 and ${badge}:number ne 8`,
    `${badge}:doors eq "NORTH"`,
    `${badge}:doors[value sw "sou"]`,
    `${badge}:codes eq "Abc"`,
    `${badge}:issued eq "2026-01-01T10:00:00Z"`,
    `${badge}:issued lt "2026-01-01T12:00:00Z"`,
    `${badge}:issued sw "2026-01"`,
    'meta.created ge "2026-01-31T09:00:00-03:00"',
    'manager eq "M-1"',
    'userName gt "an" and userName lt "b"',
  ])('is %s', (text) => {
    expect(matches(text)).toBe(true)
  })

  it.each([
    'userName eq "ana"',
    'id eq "0190-a"',
    'externalId eq "ext-1"',
    'emails[type eq "home" and value ew "@acme.test"]',
    'emails[type eq "home"].value eq "ana@acme.test"',
    'active eq false',
    'title pr',
    'nickName pr',
    'nickName eq ""',
    'nickName co ""',
    'nickName gt "a"',
    'addresses pr',
    'addresses.country eq "BR"',
    'userName eq null',
    `${badge}:number gt 7`,
    `${badge}:codes eq "abc"`,
    `${badge}:doors eq "nor"`,
    `${badge}:issued eq "2026-01-01T12:00:00Z"`,
    'meta.created gt "2026-01-31T12:00:00Z"',
    'manager eq "m-1"',
    'not (userName pr)',
    'userName pr and nickName pr',
  ])('is not %s', (text) => {
    expect(matches(text)).toBe(false)
  })

  it('looks only at what the resource has itself', () => {
    const heir = Object.create({ userName: 'ana', emails: [{ value: 'a' }] }) as typeof ana
    expect(matchFilter(parseFilter('userName pr or emails pr', user), heir)).toBe(false)
  })
})
