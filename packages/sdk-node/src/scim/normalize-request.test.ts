import { describe, expect, it } from 'vitest'
import { thrown } from '../../test/support/scim-language.ts'
import { normalizeOperations, normalizeResource } from './normalize-request.ts'
import { createSchemas } from './schemas.ts'

const badge = 'urn:example:badge:2.0:User'
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const { user, group } = createSchemas([
  {
    id: badge,
    name: 'Badge',
    resource: 'User',
    attributes: [
      { name: 'number', type: 'integer' },
      { name: 'weight', type: 'decimal' },
      { name: 'doors', multiValued: true },
      { name: 'issued', type: 'dateTime' },
    ],
  },
])
const codeOf = (body: unknown): string => thrown(() => normalizeResource(body, user)).code
const patchCode = (...operations: readonly unknown[]): string =>
  thrown(() => normalizeOperations({ Operations: operations }, user)).code
const patch = (...operations: readonly unknown[]): readonly unknown[] =>
  normalizeOperations({ Operations: operations }, user).map(({ op, path, value }) => [op, path.text, value])
/** As a body is read: its `__proto__` is a name like any other. */
const parsed = (text: string): unknown => JSON.parse(text)

describe('a resource', () => {
  it('is kept as the schema names things, and typed', () => {
    expect(
      normalizeResource(
        {
          USERNAME: 'Ana@acme.test',
          Active: 'True',
          Name: { givenname: 'Ana', FamilyName: 'Souza' },
          emails: [{ Value: 'ana@acme.test', primary: 'true', type: 'work' }],
          [badge.toUpperCase()]: { Number: '7', weight: 1.5, doors: 'north', issued: '2026-01-01T00:00:00Z' },
        },
        user,
      ),
    ).toEqual({
      userName: 'Ana@acme.test',
      active: true,
      name: { givenName: 'Ana', familyName: 'Souza' },
      emails: [{ value: 'ana@acme.test', primary: true, type: 'work' }],
      [badge]: { number: 7, weight: 1.5, doors: ['north'], issued: '2026-01-01T00:00:00Z' },
    })
  })

  it('loses what is read-only, the password, and what nobody knows', () => {
    expect(
      normalizeResource(
        {
          schemas: [user.id, 'urn:example:other'],
          id: 'x',
          meta: { version: 'W/"1"' },
          groups: [{ value: '1' }],
          password: 'hunter2',
          userName: 'ana',
          favouriteColor: 'red',
          department: 'not without its URN',
          'urn:example:other': { a: 1 },
          'urn:example:other:a': 1,
          name: { givenName: 'Ana', nobody: 'x' },
          [enterprise]: { manager: { value: '1', displayName: 'Bruno' }, nobody: 1 },
        },
        user,
      ),
    ).toEqual({ userName: 'ana', name: { givenName: 'Ana' }, [enterprise]: { manager: { value: '1' } } })
  })

  it('takes null, an empty list and an empty object for absent', () => {
    const body = {
      userName: 'ana',
      title: null,
      emails: [],
      phoneNumbers: [null, { value: null }, {}],
      name: {},
      addresses: null,
      [enterprise]: { manager: null, department: null },
      [badge]: null,
    }
    expect(normalizeResource(body, user)).toEqual({ userName: 'ana' })
  })

  it('keeps an empty string: it is a value', () => {
    expect(normalizeResource({ userName: 'ana', title: '' }, user)).toEqual({ userName: 'ana', title: '' })
  })

  it.each([
    ['ana-id', { value: 'ana-id' }],
    [{ value: 'ana-id' }, { value: 'ana-id' }],
    [{ value: 'ana-id', $ref: null }, { value: 'ana-id' }],
  ])('takes the manager %j for an object with a value', (manager, kept) => {
    expect(normalizeResource({ userName: 'ana', [enterprise]: { Manager: manager } }, user)).toEqual({
      userName: 'ana',
      [enterprise]: { manager: kept },
    })
  })

  it.each(['', { value: '' }, { value: null }, { displayName: 'Bruno' }, null])(
    'takes the manager %j for none',
    (manager) => {
      expect(normalizeResource({ userName: 'ana', [enterprise]: { manager } }, user)).toEqual({ userName: 'ana' })
    },
  )

  it('takes bare values of a list for objects with a value', () => {
    expect(normalizeResource({ emails: ['ana@acme.test', { value: 'b@acme.test' }] }, user)).toEqual({
      emails: [{ value: 'ana@acme.test' }, { value: 'b@acme.test' }],
    })
    expect(normalizeResource({ members: { value: '1' } }, group)).toEqual({ members: [{ value: '1' }] })
  })

  it('takes paths for names', () => {
    const body = {
      userName: 'ana',
      'name.givenName': 'Ana',
      name: { familyName: 'Souza' },
      [`${enterprise}:department`]: 'Sales',
      [`${enterprise}:manager.value`]: '7',
      'emails[type eq "work"].value': 'ana@acme.test',
      [user.id]: { title: 'Boss' },
    }
    expect(normalizeResource(body, user)).toEqual({
      userName: 'ana',
      name: { givenName: 'Ana', familyName: 'Souza' },
      title: 'Boss',
      emails: [{ type: 'work', value: 'ana@acme.test' }],
      [enterprise]: { department: 'Sales', manager: { value: '7' } },
    })
  })

  it.each([
    { userName: 1 },
    { userName: true },
    { userName: ['ana'] },
    { userName: { value: 'ana' } },
    { userName: 'a\0b' },
    { title: '\ud800' },
    { active: 'yes' },
    { active: 1 },
    { active: {} },
    { name: 'Ana' },
    { name: ['Ana'] },
    { emails: [1] },
    { emails: [[]] },
    { emails: [{ value: {} }] },
    { emails: [{ value: 'a', primary: 'perhaps' }] },
    {
      emails: [
        { value: 'a', primary: true },
        { value: 'b', primary: 'True' },
      ],
    },
    { profileUrl: 1 },
    { x509Certificates: [{ value: '<cert>' }] },
    { [enterprise]: 'x' },
    { [enterprise]: [] },
    { [badge]: { number: 1.5 } },
    { [badge]: { number: '1.5' } },
    { [badge]: { number: 'x' } },
    { [badge]: { weight: Infinity } },
    { [badge]: { issued: '2026-13-01T00:00:00Z' } },
    { [badge]: { issued: 5 } },
  ])('is refused for a value of the wrong kind: %j', (body) => {
    expect(codeOf({ userName: 'ana', ...body })).toBe('SCIM_VALUE_INVALID')
  })

  it.each([null, undefined, 'x', 1, [], [{}]])('is refused when it is %j', (body) => {
    expect(codeOf(body)).toBe('SCIM_SYNTAX_INVALID')
  })

  it('is refused when it says that it is another resource, or nothing that can be read', () => {
    expect(codeOf({ schemas: [group.id] })).toBe('SCIM_SYNTAX_INVALID')
    expect(codeOf({ schemas: user.id })).toBe('SCIM_SYNTAX_INVALID')
    expect(codeOf({ schemas: [1] })).toBe('SCIM_SYNTAX_INVALID')
    for (const schemas of [undefined, null, [], [user.id.toUpperCase()], ['urn:scim:schemas:core:1.0']])
      expect(normalizeResource({ schemas, userName: 'a' }, user)).toEqual({ userName: 'a' })
  })

  it.each([
    '{"__proto__":{"active":true}}',
    '{"constructor":{"prototype":{"active":true}}}',
    '{"prototype":1}',
    '{"constructor.prototype.active":true}',
    '{"toString.x":1}',
    '{"hasOwnProperty":1}',
    '{"name":{"__proto__":{"givenName":"x"}}}',
    '{"emails":[{"value":"a","constructor":1}]}',
    `{"${enterprise}":{"__proto__":{"department":"x"}}}`,
    `{"${enterprise}:__proto__":"x"}`,
    '{"name.__proto__":"x"}',
    '{"emails[type eq \\"work\\"].__proto__":"x"}',
  ])('is refused for %s', (text) => {
    expect(codeOf(parsed(text))).toBe('SCIM_SYNTAX_INVALID')
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('active')
  })

  it('is refused for more than 500 values of a list, or 10000 members', () => {
    const values = (count: number): unknown => Array.from({ length: count }, (_, index) => ({ value: `${index}` }))
    expect(normalizeResource({ emails: values(500) }, user)['emails']).toHaveLength(500)
    expect(codeOf({ emails: values(501) })).toBe('SCIM_TOO_MANY')
    expect(normalizeResource({ members: values(10_000) }, group)['members']).toHaveLength(10_000)
    expect(thrown(() => normalizeResource({ members: values(10_001) }, group)).code).toBe('SCIM_TOO_MANY')
  })

  it('never tells the value that it refuses', () => {
    expect(thrown(() => normalizeResource({ active: 'hunter2' }, user)).detail).toBe(
      'active: wanted true or false, got a string of 7 characters',
    )
  })
})

describe('operations', () => {
  it('have words in any case', () => {
    expect(patch({ Op: 'Replace', Path: 'TITLE', Value: 'Boss' })).toEqual([['replace', 'TITLE', 'Boss']])
    expect(
      normalizeOperations({ operations: { op: 'ADD', path: 'title', value: 'x' }, schemas: [] }, user),
    ).toHaveLength(1)
  })

  it.each([
    ['False', false],
    ['True', true],
    [false, false],
    [[{ $ref: null, value: 'False' }], false],
    [{ value: true }, true],
  ])('read %j as a boolean', (value, known) => {
    expect(patch({ op: 'Replace', path: 'active', value })).toEqual([['replace', 'active', known]])
  })

  it('without a path become one for each name', () => {
    expect(
      patch({
        op: 'replace',
        value: {
          active: 'False',
          'name.givenName': 'Ana',
          [`${enterprise}:department`]: 'Sales',
          [enterprise]: { costCenter: '7', manager: '' },
          [user.id]: { nickName: 'A' },
          emails: [{ value: 'ana@acme.test' }],
          'phoneNumbers[type eq "work"].value': '5',
          title: null,
        },
      }),
    ).toEqual([
      ['replace', 'active', false],
      ['replace', 'name.givenName', 'Ana'],
      ['replace', `${enterprise}:department`, 'Sales'],
      ['replace', `${enterprise}:costCenter`, '7'],
      ['remove', `${enterprise}:manager`, null],
      ['replace', 'nickName', 'A'],
      ['replace', 'emails', [{ value: 'ana@acme.test' }]],
      ['replace', 'phoneNumbers[type eq "work"].value', '5'],
      ['remove', 'title', null],
    ])
  })

  it('without a path pass over what is read-only and what nobody knows', () => {
    const value = {
      id: '1',
      meta: {},
      groups: [],
      schemas: [user.id],
      password: 'x',
      nobody: 1,
      'nobody[a eq "b"].c': 1,
      'urn:example:nobody': {},
      'manager.displayName': 'x',
      title: 'x',
    }
    expect(patch({ op: 'add', path: '', value }, { op: 'add', path: user.id, value: { nobody: 1 } })).toEqual([
      ['add', 'id', '1'],
      ['add', 'title', 'x'],
    ])
  })

  it('on a name say only what they say of it', () => {
    expect(patch({ op: 'replace', path: 'name', value: { givenName: 'Ana', familyName: null, nobody: 1 } })).toEqual([
      ['replace', 'name.givenName', 'Ana'],
      ['remove', 'name.familyName', null],
    ])
  })

  it('with null or nothing in them remove, where they replace', () => {
    expect(patch({ op: 'replace', path: 'title', value: null })).toEqual([['remove', 'title', null]])
    expect(patch({ op: 'replace', path: 'emails', value: [] })).toEqual([['remove', 'emails', null]])
    expect(patch({ op: 'replace', path: enterprise, value: null })).toEqual([['remove', enterprise, null]])
    expect(patch({ op: 'add', path: 'emails', value: [] })).toEqual([])
    expect(patch({ op: 'add', path: 'title', value: null })).toEqual([])
  })

  it('that remove say in their value which, unless it has nothing in it', () => {
    expect(patch({ op: 'remove', path: 'emails', value: ['a'] })).toEqual([['remove', 'emails', [{ value: 'a' }]]])
    expect(patch({ op: 'remove', value: { emails: [{ value: 'a' }] } })).toEqual([
      ['remove', 'emails', [{ value: 'a' }]],
    ])
    expect(patch({ op: 'remove', path: 'emails', value: [] })).toEqual([])
    expect(patch({ op: 'remove', path: 'emails' })).toEqual([['remove', 'emails', null]])
    expect(patch({ op: 'remove', path: 'title', value: 'whatever' })).toEqual([['remove', 'title', null]])
  })

  it.each([
    [{ path: 'title', value: 'x' }],
    [{ op: 'copy', path: 'title', value: 'x' }],
    [{ op: 1, path: 'title', value: 'x' }],
    ['x'],
    [null],
    [{ op: 'add', value: parsed('{"__proto__":{"active":true}}') }],
    [{ op: 'add', value: { 'constructor.prototype.active': true } }],
    [{ op: 'add', path: '__proto__.active', value: true }],
    [{ op: 'add', path: 'name', value: parsed('{"__proto__":1}') }],
  ])('are refused: %j', (operation) => {
    expect(patchCode(operation)).toBe('SCIM_SYNTAX_INVALID')
  })

  it.each([
    [{ op: 'add', path: 'nobody', value: 'x' }, 'SCIM_PATH_INVALID'],
    [{ op: 'add', path: 5, value: 'x' }, 'SCIM_PATH_INVALID'],
    [{ op: 'add', path: 'urn:example:nobody:x', value: 'x' }, 'SCIM_PATH_INVALID'],
    [{ op: 'add', value: { 'emails[type eq': 'x' } }, 'SCIM_PATH_INVALID'],
    [{ op: 'add', path: 'emails[type is "x"]', value: 'x' }, 'SCIM_FILTER_INVALID'],
    [{ op: 'add', path: 'title' }, 'SCIM_VALUE_INVALID'],
    [{ op: 'add', path: 'title', value: 5 }, 'SCIM_VALUE_INVALID'],
    [{ op: 'add', path: 'emails', value: [{ value: 5 }] }, 'SCIM_VALUE_INVALID'],
    [{ op: 'add', path: 'emails[type eq "work"]', value: [1, 2] }, 'SCIM_VALUE_INVALID'],
    [{ op: 'add', path: enterprise, value: 'x' }, 'SCIM_VALUE_INVALID'],
    [{ op: 'add', value: 'x' }, 'SCIM_VALUE_INVALID'],
    [{ op: 'replace' }, 'SCIM_VALUE_INVALID'],
    [{ op: 'remove' }, 'SCIM_NO_TARGET'],
    [{ op: 'remove', path: '' }, 'SCIM_NO_TARGET'],
    [{ op: 'replace', path: 'meta', value: {} }, 'SCIM_MUTABILITY'],
    [{ op: 'remove', path: 'groups' }, 'SCIM_MUTABILITY'],
    [{ op: 'replace', path: 'meta.version', value: 'x' }, 'SCIM_MUTABILITY'],
    [{ op: 'replace', path: 'manager.displayName', value: 'x' }, 'SCIM_MUTABILITY'],
  ])('are refused: %j', (operation, code) => {
    expect(patchCode(operation)).toBe(code)
  })

  it.each([null, [], {}, { Operations: [] }, { Operations: 'x' }, { schemas: ['urn:x'], Operations: [{}] }])(
    'are refused in %j',
    (body) => {
      expect(thrown(() => normalizeOperations(body, user)).code).toBe('SCIM_SYNTAX_INVALID')
    },
  )

  it('are at most a thousand, and at most ten thousand changes', () => {
    const one = { op: 'add', path: 'title', value: 'x' }
    expect(patch(...Array.from({ length: 1000 }, () => one))).toHaveLength(1000)
    expect(patchCode(...Array.from({ length: 1001 }, () => one))).toBe('SCIM_TOO_MANY')
    const simple = user.attributes.filter(({ type, mutability }) => type === 'string' && mutability === 'readWrite')
    const parts = (count: number): unknown =>
      Object.fromEntries(
        [...simple.map(({ name }) => name), 'active', 'emails', 'roles'].slice(0, count).map((name) => [name, 'true']),
      )
    expect(patch(...Array.from({ length: 1000 }, () => ({ op: 'add', value: parts(10) })))).toHaveLength(10_000)
    expect(patchCode(...Array.from({ length: 1000 }, () => ({ op: 'add', value: parts(11) })))).toBe('SCIM_TOO_MANY')
  })

  it('ask for at most three thousand comparisons in their paths', () => {
    const path = `emails[${Array.from({ length: 4 }, () => 'type pr').join(' or ')}].display`
    const operations = (count: number): readonly unknown[] =>
      Array.from({ length: count }, () => ({ op: 'replace', path, value: 'x' }))
    expect(patch(...operations(750))).toHaveLength(750)
    expect(patchCode(...operations(751))).toBe('SCIM_TOO_MANY')
  })

  it('leave out the password', () => {
    expect(patch({ op: 'replace', path: 'password', value: 'hunter2' })).toEqual([])
  })
})
