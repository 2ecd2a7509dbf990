import { expect, test } from 'vitest'
import { findLookups } from './find-lookups.ts'
import { findMentionedMembers, mentions } from './find-mentioned.ts'
import { parseFilter } from './parse-filter.ts'
import { createSchemas } from './schemas.ts'

const { user, group } = createSchemas([])
const ofUsers = (text: string) => findLookups(parseFilter(text, user), 'User')
const ofGroups = (text: string) => findLookups(parseFilter(text, group), 'Group')

test.each([
  ['userName eq "Ana"', [{ by: 'userName', value: 'Ana' }]],
  ['USERNAME eq "Ana"', [{ by: 'userName', value: 'Ana' }]],
  ['id eq "1" and active eq true', [{ by: 'id', value: '1' }]],
  ['active eq true and (externalId eq "e")', [{ by: 'externalId', value: 'e' }]],
  ['emails.value eq "a@acme.test"', [{ by: 'emails.value', value: 'a@acme.test' }]],
  ['emails[type eq "work" and value eq "a@acme.test"]', [{ by: 'emails.value', value: 'a@acme.test' }]],
  ['emails[type eq "work"].value eq "a@acme.test"', [{ by: 'emails.value', value: 'a@acme.test' }]],
  [
    'userName eq "a" or externalId eq "b"',
    [
      { by: 'userName', value: 'a' },
      { by: 'externalId', value: 'b' },
    ],
  ],
  ['(userName eq "a" or userName eq "b") and id eq "1"', [{ by: 'id', value: '1' }]],
])('finds users with %s by an index', (text, lookups) => {
  expect(ofUsers(text)).toEqual(lookups)
})
test.each([
  'userName sw "a"',
  'userName ne "a"',
  'not (userName eq "a")',
  'userName eq "a" or title pr',
  'title eq "a"',
  'displayName eq "a"',
  'emails[type eq "work"]',
  'emails[not (value eq "a@acme.test")]',
  'phoneNumbers.value eq "1"',
  'groups.value eq "1"',
])('has to look at all users for %s', (text) => {
  expect(ofUsers(text)).toBeNull()
})
test.each([
  ['displayName eq "Buyers"', [{ by: 'displayName', value: 'Buyers' }]],
  ['externalId eq "e" and displayName eq "Buyers"', [{ by: 'externalId', value: 'e' }]],
  ['members.value eq "1"', [{ by: 'members.value', value: '1' }]],
  ['members[value eq "1" and type eq "User"]', [{ by: 'members.value', value: '1' }]],
])('finds groups with %s by an index', (text, lookups) => {
  expect(ofGroups(text)).toEqual(lookups)
})

test.each(['groups pr', 'not (groups.display co "x")', 'title pr or groups[value eq "1"]'])(
  'sees that %s looks at groups',
  (text) => {
    expect(mentions(parseFilter(text, user), 'groups')).toBe(true)
  },
)
test('sees that a filter does not look at groups', () => {
  expect(mentions(parseFilter('title pr and userName eq "groups"', user), 'groups')).toBe(false)
})
test.each([
  ['displayName pr', []],
  ['members.value eq "1" or not (members.value eq "2")', ['1', '2']],
  ['members[type eq "User" and value eq "1"]', ['1']],
  ['members pr', null],
  ['members.value ne "1"', null],
  ['members.value sw "1" and members.value eq "2"', null],
  ['members[value eq "1" or value eq "2"]', null],
  ['members[not (value eq "1")]', null],
])('knows that %s is decided by the members %j', (text, ids) => {
  expect(findMentionedMembers(parseFilter(text, group))).toEqual(ids)
})
