import { scimPatch, type ScimPatchOperation, type ScimResource } from 'scim-patch'
import { filter, parse } from 'scim2-parse-filter'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/model/json.ts'
import { applyPatch } from '../../src/scim/apply-patch.ts'
import { matchFilter } from '../../src/scim/match-filter.ts'
import { normalizeOperations } from '../../src/scim/normalize-request.ts'
import { parseFilter } from '../../src/scim/parse-filter.ts'
import { createSchemas } from '../../src/scim/schemas.ts'

/** The libraries of npm as a second opinion. Where we differ, the reason is here; docs/decisions/0013 has the whole of it. */
const { user } = createSchemas([])
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const refused = 'refused'

function orRefused<T>(work: () => T): T | typeof refused {
  try {
    return work()
  } catch {
    return refused
  }
}

const ana = {
  userName: 'ana@acme.test',
  name: { givenName: 'ana', familyName: 'souza' },
  displayName: 'C:\\ana',
  title: '',
  active: true,
  emails: [
    { value: 'ana@acme.test', type: 'work', primary: true },
    { value: 'ana@home.test', type: 'home' },
  ],
  [enterprise]: { department: 'sales', manager: { value: '1' } },
  meta: { created: '2026-01-01T12:00:00+02:00' },
} satisfies JsonObject

describe('filters', () => {
  const theirs = (text: string): unknown => orRefused(() => filter(parse(text))(ana))
  const ours = (text: string): unknown => orRefused(() => matchFilter(parseFilter(text, user), ana))

  it.each([
    'userName eq "ana@acme.test"',
    'USERNAME EQ "ana@acme.test"',
    'userName ne "bruno"',
    'userName co "@acme" and userName sw "ana" and userName ew ".test"',
    'userName sw "bruno" or not (active eq false)',
    'title pr and userName eq "bruno" or active eq true',
    'nickName pr',
    'name.familyName eq "souza"',
    'emails[type eq "work" and value co "@acme.test"]',
    'emails.type ne "work"',
    `${enterprise}:department eq "sales"`,
    `${enterprise}:manager.value eq "2"`,
    'active eq true',
    'userName gt "an" and userName le "ana@acme.test"',
    'userName',
    'userName eq',
    'userName eq ana',
    "userName eq 'ana'",
    '(userName pr',
    'userName pr)',
    'emails[type eq "work"',
    'userName is "ana"',
    '',
  ])('%j is the same to both', (text) => {
    expect(ours(text)).toBe(theirs(text))
  })

  it.each<readonly [text: string, their: unknown, our: unknown, why: string]>([
    ['emails[type eq "home" and value co "@acme.test"]', true, false, 'one element has to match the whole'],
    ['emails[not (type eq "work")]', false, true, 'one element has to match the whole'],
    ['userName eq "ANA@acme.test"', false, true, 'case counts only where an attribute says so'],
    ['emails co "acme"', false, true, 'a complex attribute is asked for its value'],
    ['emails[type eq "work"].value eq "ana@home.test"', true, false, 'both have to be of one element'],
    ['title pr', true, false, 'an empty string is no value'],
    ['nickName ne "x"', false, true, 'what is not there is not equal'],
    ['active eq "True"', false, true, 'Entra puts quotation marks around booleans'],
    ['meta.created eq "2026-01-01T10:00:00Z"', false, true, 'times are compared as times'],
    [String.raw`displayName eq "C:\\ana"`, false, true, 'the string is JSON, with its escapes'],
    [String.raw`displayName eq "\u0043:\\ana"`, false, true, 'the string is JSON, with its escapes'],
    [
      `${user.id}:userName eq "ana@acme.test"`,
      false,
      true,
      'the URN of the core schema may stand before its attributes',
    ],
    ['active gt false', true, refused, 'there is no order of booleans'],
    ['nobody eq "x"', false, refused, 'an unknown attribute must not answer like an empty directory'],
    ['not userName pr', false, refused, 'the grammar has brackets after not'],
    [`${'('.repeat(11)}userName pr${')'.repeat(11)}`, true, refused, 'eleven levels'],
    [Array.from({ length: 201 }, () => 'id pr').join(' or '), false, refused, '201 comparisons'],
  ])('%j is not: %j to them, %j to us, for %s', (text, their, our) => {
    expect([theirs(text), ours(text)]).toEqual([their, our])
  })
})

describe('operations', () => {
  const theirs = (...operations: readonly unknown[]): unknown =>
    orRefused(() => {
      // They want `schemas` and `meta` in every resource.
      const resource = { ...structuredClone(ana), schemas: [user.id] } as unknown as ScimResource
      const { schemas: _, ...patched } = scimPatch(resource, operations as ScimPatchOperation[])
      return patched
    })
  const ours = (...operations: readonly unknown[]): unknown =>
    orRefused(() => applyPatch(ana, normalizeOperations({ Operations: operations }, user), user))

  it.each([
    [{ op: 'Replace', path: 'title', value: 'Director' }],
    [{ op: 'add', path: 'nickName', value: 'Aninha' }],
    [{ op: 'remove', path: 'title' }],
    [{ op: 'replace', path: 'name.givenName', value: 'Maria' }],
    [{ op: 'replace', path: 'name', value: { givenName: 'Maria' } }],
    [{ op: 'replace', value: { active: false, 'name.givenName': 'Maria' } }],
    [{ op: 'add', value: { [`${enterprise}:division`]: 'EMEA' } }],
    [{ op: 'add', path: `${enterprise}:division`, value: 'EMEA' }],
    [{ op: 'replace', path: `${enterprise}:manager.value`, value: '2' }],
    [{ op: 'add', path: 'emails', value: [{ value: 'ana@other.test', type: 'other' }] }],
    [{ op: 'add', path: 'emails', value: [{ value: 'ana@home.test', type: 'home' }] }],
    [{ op: 'replace', path: 'emails', value: [{ value: 'ana@other.test', type: 'other' }] }],
    [{ op: 'replace', path: 'emails[type eq "home"].value', value: 'ana@other.test' }],
    [{ op: 'Add', path: 'phoneNumbers[type eq "work"].value', value: '5' }],
    [{ op: 'remove', path: 'emails[type eq "work"]' }],
    [{ op: 'remove', path: 'emails' }],
    [{ op: 'remove' }],
    [{ op: 'copy', path: 'title' }],
  ])('%j is the same to both', (operation) => {
    expect(ours(operation)).toEqual(theirs(operation))
  })

  const [work, home] = ana.emails
  it.each<readonly [operation: unknown, their: unknown, our: unknown, why: string]>([
    [
      { op: 'Replace', path: 'active', value: 'False' },
      { ...ana, active: 'False' },
      { ...ana, active: false },
      'a string is no boolean',
    ],
    [{ op: 'REPLACE', path: 'title', value: 'x' }, refused, { ...ana, title: 'x' }, 'operations have no case'],
    [
      { op: 'replace', path: 'TITLE', value: 'x' },
      { ...ana, TITLE: 'x' },
      { ...ana, title: 'x' },
      'names have no case',
    ],
    [
      { op: 'replace', path: `${enterprise}:manager`, value: '2' },
      { ...ana, [enterprise]: { department: 'sales', manager: '2' } },
      { ...ana, [enterprise]: { department: 'sales', manager: { value: '2' } } },
      'a manager is an object',
    ],
    [
      { op: 'replace', path: `${enterprise}:manager`, value: '' },
      { ...ana, [enterprise]: { department: 'sales', manager: '' } },
      { ...ana, [enterprise]: { department: 'sales' } },
      'Entra removes a manager so',
    ],
    [
      { op: 'replace', path: 'emails[primary eq "True"].value', value: 'x' },
      { ...ana, emails: [work, home, { primary: 'True', value: 'x' }] },
      { ...ana, emails: [{ ...work, value: 'x' }, home] },
      'Entra puts quotation marks around booleans',
    ],
    [
      { op: 'add', path: 'emails', value: [{ value: 'x', primary: true }] },
      { ...ana, emails: [work, home, { value: 'x', primary: true }] },
      { ...ana, emails: [{ ...work, primary: false }, home, { value: 'x', primary: true }] },
      'one value is primary',
    ],
    [
      { op: 'remove', path: 'emails', value: [{ value: 'ana@home.test' }] },
      ana,
      { ...ana, emails: [work] },
      'a value says which element goes',
    ],
    [
      { op: 'remove', path: 'emails[type eq "home"].value' },
      { ...ana, emails: [work, { type: 'home' }] },
      { ...ana, emails: [work] },
      'an element without a value is none',
    ],
    [
      { op: 'replace', path: 'emails[value eq "nobody"].type', value: 'x' },
      { ...ana, emails: [work, home, { value: 'nobody', type: 'x' }] },
      refused,
      'only its type makes up an element',
    ],
    [{ op: 'replace', path: 'title', value: 5 }, { ...ana, title: 5 }, refused, 'a number is no string'],
    [{ op: 'add', path: 'nobody', value: 'x' }, { ...ana, nobody: 'x' }, refused, 'an unknown path is refused'],
    [{ op: 'replace', path: 'meta', value: {} }, ana, refused, 'meta is read-only'],
    [{ op: 'remove', path: 'userName' }, { ...ana, userName: undefined }, refused, 'a userName is required'],
  ])('%j is not: %j to them, %j to us, for %s', (operation, their, our) => {
    expect([theirs(operation), ours(operation)]).toEqual([their, our])
  })
})
