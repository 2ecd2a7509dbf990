import { describe, expect, it } from 'vitest'
import { thrown } from '../../test/support/scim-language.ts'
import type { JsonObject } from '../model/json.ts'
import { applyPatch } from './apply-patch.ts'
import { normalizeOperations } from './normalize-request.ts'
import { createSchemas } from './schemas.ts'

const badge = 'urn:example:badge:2.0:User'
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const { user } = createSchemas([
  {
    id: badge,
    name: 'Badge',
    resource: 'User',
    attributes: [{ name: 'number', type: 'integer' }, { name: 'doors', multiValued: true }, { name: 'toString' }],
  },
])
const apply = (resource: JsonObject, ...operations: readonly unknown[]): JsonObject =>
  applyPatch(resource, normalizeOperations({ Operations: operations }, user), user)
const codeOf = (resource: JsonObject, ...operations: readonly unknown[]): string =>
  thrown(() => apply(resource, ...operations)).code

const work = { value: 'ana@acme.test', type: 'work', primary: true }
const home = { value: 'ana@home.test', type: 'home' }
const ana: JsonObject = {
  userName: 'ana',
  active: true,
  name: { givenName: 'Ana', familyName: 'Souza' },
  emails: [work, home],
  [enterprise]: { department: 'Sales', manager: { value: '1', $ref: 'https://sp.test/Users/1' } },
  [badge]: { doors: ['north', 'south'] },
}

describe('simple attributes', () => {
  it('are added, replaced and removed', () => {
    expect(apply({ userName: 'ana' }, { op: 'add', path: 'title', value: 'Boss' })).toEqual({
      userName: 'ana',
      title: 'Boss',
    })
    expect(apply({ userName: 'ana', title: 'x' }, { op: 'replace', path: 'title', value: 'Boss' })['title']).toBe(
      'Boss',
    )
    expect(apply({ userName: 'ana', title: 'x' }, { op: 'remove', path: 'title' })).toEqual({ userName: 'ana' })
    expect(apply({ userName: 'ana' }, { op: 'remove', path: 'title' })).toEqual({ userName: 'ana' })
  })

  it('that are required are never removed', () => {
    expect(codeOf(ana, { op: 'remove', path: 'userName' })).toBe('SCIM_MUTABILITY')
    expect(codeOf(ana, { op: 'replace', path: 'userName', value: null })).toBe('SCIM_MUTABILITY')
  })

  it('follow the order of the operations', () => {
    const operations = [
      { op: 'add', path: 'title', value: 'a' },
      { op: 'remove', path: 'title' },
      { op: 'replace', path: 'title', value: 'b' },
    ]
    expect(apply({ userName: 'ana' }, ...operations)['title']).toBe('b')
  })
})

describe('complex attributes', () => {
  it('keep what is not said', () => {
    expect(apply(ana, { op: 'replace', path: 'name', value: { familyName: 'Lima' } })['name']).toEqual({
      givenName: 'Ana',
      familyName: 'Lima',
    })
    expect(apply(ana, { op: 'remove', path: 'name.givenName' })['name']).toEqual({ familyName: 'Souza' })
  })

  it('go with their last part', () => {
    const operations = [
      { op: 'remove', path: 'name.givenName' },
      { op: 'remove', path: 'name.familyName' },
    ]
    expect(apply(ana, ...operations)).not.toHaveProperty('name')
    expect(apply(ana, { op: 'remove', path: 'name' })).not.toHaveProperty('name')
  })

  it('of one value are replaced whole: the URL of the manager before does not stay', () => {
    expect(apply(ana, { op: 'replace', path: `${enterprise}:manager`, value: { value: '2' } })[enterprise]).toEqual({
      department: 'Sales',
      manager: { value: '2' },
    })
  })
})

describe('extensions', () => {
  it('come and go with their attributes', () => {
    expect(apply({ userName: 'a' }, { op: 'add', path: `${badge}:number`, value: 7 })).toEqual({
      userName: 'a',
      [badge]: { number: 7 },
    })
    expect(apply(ana, { op: 'remove', path: `${badge}:doors` })).not.toHaveProperty([badge])
    expect(apply(ana, { op: 'remove', path: badge })).not.toHaveProperty([badge])
    expect(apply(ana, { op: 'add', path: badge, value: { number: 7 } })[badge]).toEqual({
      number: 7,
      doors: ['north', 'south'],
    })
  })

  it('may have an attribute of a name that objects inherit', () => {
    expect(apply(ana, { op: 'add', path: `${badge}:toString`, value: 'x' })[badge]).toEqual({
      doors: ['north', 'south'],
      toString: 'x',
    })
  })
})

describe('lists', () => {
  const emailsAfter = (...operations: readonly unknown[]): unknown => apply(ana, ...operations)['emails']

  it('take what they do not have', () => {
    const other = { value: 'a@other.test', type: 'other' }
    expect(emailsAfter({ op: 'add', path: 'emails', value: other })).toEqual([work, home, other])
    expect(emailsAfter({ op: 'add', path: 'emails', value: [other, home] })).toEqual([work, home, other])
    expect(apply(ana, { op: 'add', path: `${badge}:doors`, value: ['NORTH', 'east'] })[badge]).toEqual({
      doors: ['north', 'south', 'east'],
    })
  })

  it('do not change when they have it already', () => {
    expect(apply(ana, { op: 'add', path: 'emails', value: [{ ...home, value: home.value }] })).toEqual(ana)
  })

  it('have one primary value: the one that was said last', () => {
    expect(emailsAfter({ op: 'add', path: 'emails', value: { ...home, primary: true } })).toEqual([
      { ...work, primary: false },
      { ...home, primary: true },
    ])
    expect(emailsAfter({ op: 'replace', path: 'emails[type eq "home"].primary', value: 'True' })).toEqual([
      { ...work, primary: false },
      { ...home, primary: true },
    ])
  })

  it('are replaced whole', () => {
    expect(emailsAfter({ op: 'replace', path: 'emails', value: [home] })).toEqual([home])
  })

  it('lose what a filter or a value says, and everything when neither does', () => {
    expect(emailsAfter({ op: 'remove', path: 'emails[type eq "work"]' })).toEqual([home])
    expect(emailsAfter({ op: 'remove', path: 'emails', value: [{ value: 'ANA@home.test' }] })).toEqual([work])
    expect(emailsAfter({ op: 'remove', path: 'emails', value: [{ value: home.value, type: 'other' }] })).toEqual([
      work,
      home,
    ])
    expect(apply(ana, { op: 'remove', path: `${badge}:doors`, value: 'south' })[badge]).toEqual({ doors: ['north'] })
    expect(apply(ana, { op: 'remove', path: `${badge}:doors[value eq "SOUTH"]` })[badge]).toEqual({ doors: ['north'] })
    expect(apply(ana, { op: 'remove', path: 'emails' })).not.toHaveProperty('emails')
  })

  it('do not mind the removal of what is not there', () => {
    expect(apply(ana, { op: 'remove', path: 'emails[type eq "other"]' })).toEqual(ana)
    expect(apply(ana, { op: 'remove', path: 'phoneNumbers[type eq "work"].value' })).toEqual(ana)
  })

  it('change what a filter finds', () => {
    expect(emailsAfter({ op: 'replace', path: 'emails[type eq "WORK"].value', value: 'a@new.test' })).toEqual([
      { ...work, value: 'a@new.test' },
      home,
    ])
    expect(emailsAfter({ op: 'add', path: 'emails[type eq "home"]', value: { display: 'Home' } })).toEqual([
      work,
      { ...home, display: 'Home' },
    ])
    expect(emailsAfter({ op: 'replace', path: 'emails[type eq "home"]', value: { value: 'b@home.test' } })).toEqual([
      work,
      { type: 'home', value: 'b@home.test' },
    ])
  })

  it.each(['add', 'replace'])('get a new value by %s where the filter only says which', (op) => {
    expect(
      apply({ userName: 'a' }, { op, path: 'emails[type eq "work"].value', value: 'a@acme.test' })['emails'],
    ).toEqual([{ type: 'work', value: 'a@acme.test' }])
    expect(apply({ userName: 'a' }, { op, path: 'roles[primary eq "True"].value', value: 'admin' })['roles']).toEqual([
      { primary: true, value: 'admin' },
    ])
    expect(
      apply({ userName: 'a' }, { op, path: 'addresses[type eq "work" and primary eq true]', value: { country: 'BR' } })[
        'addresses'
      ],
    ).toEqual([{ type: 'work', primary: true, country: 'BR' }])
  })

  it.each([
    'emails[value eq "nobody"].type',
    'emails[type sw "w" and value pr].display',
    'emails[not (type pr)].value',
    'emails[type eq "a" or type eq "b"].value',
  ])('get none where the filter %s asks for more', (path) => {
    expect(codeOf({ userName: 'a' }, { op: 'replace', path, value: 'x' })).toBe('SCIM_NO_TARGET')
  })

  it('build one value of several operations, in whatever order', () => {
    const operations = ['primary', 'display', 'value'].map((part) => ({
      op: 'Add',
      path: `emails[type eq "other"].${part}`,
      value: part === 'primary' ? 'False' : part,
    }))
    expect(apply({ userName: 'a' }, ...operations)['emails']).toEqual([
      { type: 'other', primary: false, display: 'display', value: 'value' },
    ])
  })

  it('drop a value of which only type and primary are left', () => {
    expect(emailsAfter({ op: 'Remove', path: 'emails[type eq "work"].value' })).toEqual([home])
    expect(apply({ userName: 'a' }, { op: 'add', path: 'emails[type eq "work"].primary', value: true })).toEqual({
      userName: 'a',
    })
  })

  it('without a filter change their only value, and refuse to guess among several', () => {
    expect(apply({ userName: 'a' }, { op: 'replace', path: 'emails.value', value: 'x' })['emails']).toEqual([
      { value: 'x' },
    ])
    expect(
      apply({ userName: 'a', emails: [home] }, { op: 'replace', path: 'emails.value', value: 'x' })['emails'],
    ).toEqual([{ ...home, value: 'x' }])
    expect(codeOf(ana, { op: 'replace', path: 'emails.value', value: 'x' })).toBe('SCIM_PATH_INVALID')
    expect(emailsAfter({ op: 'remove', path: 'emails.type' })).toEqual([
      { value: work.value, primary: true },
      { value: home.value },
    ])
  })

  it('hold at most 500 values', () => {
    const add = Array.from({ length: 501 }, (_, index) => ({ op: 'add', path: 'emails', value: `${index}@acme.test` }))
    expect(apply({ userName: 'a' }, ...add.slice(1))['emails']).toHaveLength(500)
    expect(codeOf({ userName: 'a' }, ...add)).toBe('SCIM_TOO_MANY')
  })
})

describe('ids', () => {
  const operation = (id: unknown): unknown => ({ op: 'replace', value: { id, displayName: 'Ana' } })

  it('may be repeated, and are not kept', () => {
    expect(apply({ id: '1', userName: 'a' }, operation('1'))).toEqual({ userName: 'a', displayName: 'Ana' })
  })

  it('may not be changed or removed', () => {
    expect(codeOf({ id: '1', userName: 'a' }, operation('2'))).toBe('SCIM_MUTABILITY')
    expect(codeOf({ id: '1', userName: 'a' }, { op: 'replace', path: 'id', value: '2' })).toBe('SCIM_MUTABILITY')
    expect(codeOf({ id: '1', userName: 'a' }, { op: 'remove', path: 'id' })).toBe('SCIM_MUTABILITY')
  })
})

describe('what it was given', () => {
  it('is never changed', () => {
    const before = structuredClone(ana)
    const deep = freeze(structuredClone(ana))
    apply(
      deep,
      { op: 'add', path: 'emails', value: { value: 'x', primary: true } },
      { op: 'replace', path: 'emails[type eq "home"].value', value: 'y' },
      { op: 'remove', path: `${enterprise}:manager` },
      { op: 'replace', path: 'name.givenName', value: 'z' },
    )
    expect(deep).toEqual(before)
  })

  it('is all or nothing', () => {
    const target = freeze(structuredClone(ana))
    expect(codeOf(target, { op: 'replace', path: 'title', value: 'x' }, { op: 'remove', path: 'userName' })).toBe(
      'SCIM_MUTABILITY',
    )
  })

  it('stands on nothing that objects inherit', () => {
    const before = Object.getOwnPropertyNames(Object.prototype)
    const resource = JSON.parse('{"userName":"a","__proto__":{"emails":[{"value":"x"}]}}') as JsonObject
    expect(apply(resource, { op: 'remove', path: 'emails' })).toMatchObject({ userName: 'a' })
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before)
  })
})

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(Object.freeze(value))) freeze(part)
  return value
}
