import { describe, expect, it } from 'vitest'
import { thrown } from '../../test/support/scim-language.ts'
import { normalizeOperations } from './normalize-request.ts'
import { createSchemas } from './schemas.ts'
import { splitMembers } from './split-members.ts'

const { group } = createSchemas([])
const split = (...operations: readonly unknown[]): ReturnType<typeof splitMembers> =>
  splitMembers(normalizeOperations({ Operations: operations }, group))
const changeOf = (...operations: readonly unknown[]): unknown => {
  const { replaceAll, add, remove } = split(...operations).change
  return [replaceAll, [...add], [...remove]]
}
const codeOf = (...operations: readonly unknown[]): string => thrown(() => split(...operations)).code

describe('members', () => {
  it.each([
    [{ op: 'add', path: 'members', value: [{ value: '1' }, { value: '2' }] }],
    [
      {
        op: 'Add',
        path: 'Members',
        value: [
          { $ref: null, value: '1' },
          { value: '2', display: 'Bruno', type: 'User' },
        ],
      },
    ],
    [{ op: 'add', path: 'members', value: ['1', '2'] }],
    [{ op: 'add', value: { members: [{ value: '1' }, { value: '2' }] } }],
    [{ op: 'add', path: `${group.id}:members`, value: [{ value: '1' }, '2', null] }],
  ])('are added by %j', (operation) => {
    expect(changeOf(operation)).toEqual([false, ['1', '2'], []])
  })

  it.each([[{ op: 'add', path: 'members', value: { value: '1' } }], [{ op: 'add', path: 'members', value: '1' }]])(
    'are added one by one by %j',
    (operation) => {
      expect(changeOf(operation)).toEqual([false, ['1'], []])
    },
  )

  it.each([
    [{ op: 'remove', path: 'members[value eq "1"]' }],
    [{ op: 'Remove', path: 'members', value: [{ value: '1' }] }],
    [{ op: 'remove', path: 'members', value: '1' }],
    [{ op: 'remove', value: { members: [{ value: '1' }] } }],
    [{ op: 'remove', path: 'members[value eq "1" and type eq "User"]' }],
    [{ op: 'remove', path: 'members', value: [{ value: '1', type: 'Group' }] }],
  ])('are removed by %j', (operation) => {
    expect(changeOf(operation)).toEqual([false, [], ['1']])
  })

  it('are removed several at once', () => {
    expect(changeOf({ op: 'remove', path: 'members[value eq "1" or value eq "2"]' })).toEqual([false, [], ['1', '2']])
  })

  it.each([
    [{ op: 'remove', path: 'members' }],
    [{ op: 'remove', path: 'members', value: null }],
    [{ op: 'replace', path: 'members', value: [] }],
    [{ op: 'replace', path: 'members', value: null }],
    [{ op: 'replace', value: { members: null } }],
  ])('are all removed by %j', (operation) => {
    expect(changeOf(operation)).toEqual([true, [], []])
  })

  it('are nobody in an empty list of what to add or remove', () => {
    expect(changeOf({ op: 'remove', path: 'members', value: [] }, { op: 'add', path: 'members', value: [] })).toEqual([
      false,
      [],
      [],
    ])
  })

  it('are replaced, and later operations win', () => {
    expect(
      changeOf(
        { op: 'remove', path: 'members[value eq "1"]' },
        { op: 'replace', path: 'members', value: [{ value: '1' }, { value: '2' }] },
        { op: 'remove', path: 'members[value eq "2"]' },
        { op: 'add', path: 'members', value: '3' },
      ),
    ).toEqual([true, ['1', '3'], []])
    expect(
      changeOf(
        { op: 'add', path: 'members', value: ['1', '2'] },
        { op: 'remove', path: 'members[value eq "1"]' },
        { op: 'remove', path: 'members[value eq "3"]' },
        { op: 'add', path: 'members', value: ['3'] },
      ),
    ).toEqual([false, ['2', '3'], ['1']])
  })

  it('leave the other operations alone', () => {
    const { others, change } = split(
      { op: 'replace', value: { id: 'g', displayName: 'Sales' } },
      { op: 'add', path: 'members', value: '1' },
    )
    expect(others.map(({ path }) => path.text)).toEqual(['id', 'displayName'])
    expect([...change.add]).toEqual(['1'])
  })
})

describe('it refuses', () => {
  it.each([
    'members[type eq "User"]',
    'members[value sw "1"]',
    'members[value ne "1"]',
    'members[not (value eq "1")]',
    'members[value eq "1" and value eq "2"]',
    'members[value eq null]',
    'members[value eq "1"].type',
    'members.value',
  ])('to remove %s', (path) => {
    expect(codeOf({ op: 'remove', path })).toBe('SCIM_PATH_INVALID')
  })

  it('to add or replace by a filter', () => {
    expect(codeOf({ op: 'replace', path: 'members[value eq "1"]', value: { value: '2' } })).toBe('SCIM_PATH_INVALID')
    expect(codeOf({ op: 'add', path: 'members[value eq "1"].value', value: '2' })).toBe('SCIM_PATH_INVALID')
  })

  it.each([
    { value: '1', type: 'Group' },
    { value: '1', type: 'GROUP' },
    { value: '1', $ref: 'https://sp.test/scim/v2/Groups/1' },
  ])('a group as a member: %j', (member) => {
    expect(codeOf({ op: 'add', path: 'members', value: [member] })).toBe('SCIM_VALUE_INVALID')
  })

  it.each([{ type: 'User' }, { value: 'a\nb' }, { value: 'x'.repeat(1025) }, { value: 5 }])(
    'a member without an id: %j',
    (member) => {
      expect(codeOf({ op: 'add', path: 'members', value: [member] })).toBe('SCIM_VALUE_INVALID')
    },
  )

  it('more than ten thousand members in all', () => {
    const ids = Array.from({ length: 5001 }, (_, index) => `${index}`)
    expect(codeOf({ op: 'add', path: 'members', value: ids }, { op: 'remove', path: 'members', value: ids })).toBe(
      'SCIM_TOO_MANY',
    )
  })
})
