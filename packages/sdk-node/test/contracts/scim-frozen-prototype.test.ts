import { expect, it } from 'vitest'
import type { JsonObject } from '../../src/model/json.ts'
import { applyPatch } from '../../src/scim/apply-patch.ts'
import { matchFilter } from '../../src/scim/match-filter.ts'
import { normalizeOperations, normalizeResource } from '../../src/scim/normalize-request.ts'
import { parseFilter } from '../../src/scim/parse-filter.ts'
import { createSchemas } from '../../src/scim/schemas.ts'
import { createSelector } from '../../src/scim/select-attributes.ts'
import { thrown } from '../support/scim-language.ts'

/** An attribute may be called as what objects inherit; that must not be where it is written, or read from. */
const badge = 'urn:example:badge:2.0:User'
const { user } = createSchemas([
  {
    id: badge,
    name: 'Badge',
    resource: 'User',
    attributes: [{ name: 'toString' }, { name: 'valueOf', multiValued: true }],
  },
])
const hostile = [
  '{"__proto__":{"polluted":true}}',
  '{"__proto__.polluted":true}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"constructor.prototype.polluted":true}',
  '{"toString.polluted":true}',
  '{"name":{"__proto__":{"polluted":true}}}',
  '{"emails":[{"__proto__":{"polluted":true}}]}',
  `{"${badge}":{"__proto__":{"polluted":true}}}`,
  `{"${badge}:__proto__.polluted":true}`,
  '{"emails[type eq \\"work\\"].__proto__":true}',
]

it('works, and refuses what it refuses, where nobody may change the prototype of objects', () => {
  Object.freeze(Object.prototype)
  const body = { userName: 'ana', name: { givenName: 'Ana' }, [badge]: { toString: 'x', valueOf: ['y'] } }
  const ana = normalizeResource(body, user)
  expect(ana).toEqual(body)
  const operations = normalizeOperations(
    {
      Operations: [
        { op: 'add', path: `${badge}:toString`, value: 'z' },
        { op: 'remove', path: `${badge}:valueOf[value eq "y"]` },
        { op: 'add', path: 'emails[type eq "work"].value', value: 'ana@acme.test' },
      ],
    },
    user,
  )
  const patched = applyPatch(ana, operations, user)
  expect(patched[badge]).toEqual({ toString: 'z' })
  expect(matchFilter(parseFilter(`${badge}:toString eq "z" and emails co "acme"`, user), patched)).toBe(true)
  expect(createSelector({ attributes: `${badge}:toString` }, user).select(patched)).toEqual({
    [badge]: { toString: 'z' },
  })
  const codes = hostile.flatMap((text) => {
    const value = JSON.parse(text) as JsonObject
    const works = [
      () => normalizeResource(value, user),
      () => normalizeOperations({ Operations: [{ op: 'add', value }] }, user),
    ]
    return works.map((work) => [text, thrown(work).code])
  })
  expect(codes).toEqual(
    hostile.flatMap((text) => [
      [text, 'SCIM_SYNTAX_INVALID'],
      [text, 'SCIM_SYNTAX_INVALID'],
    ]),
  )
})

it('takes nothing from the prototype of objects', () => {
  const bare = { userName: 'ana', [badge]: {} }
  for (const text of [`${badge}:toString pr`, `${badge}:valueOf pr`, `${badge}:toString co "function"`])
    expect(matchFilter(parseFilter(text, user), bare)).toBe(false)
})
