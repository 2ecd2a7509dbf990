import { describe, expect, it } from 'vitest'
import { thrown } from '../../test/support/scim-language.ts'
import { parseMembers, toGroupDraft } from './parse-group.ts'

describe('a group', () => {
  it('is its name and external id; its members are not among its attributes', () => {
    expect(toGroupDraft({ displayName: 'Sales', externalId: 'E1', members: [{ value: '1' }] })).toEqual({
      attributes: { displayName: 'Sales', externalId: 'E1' },
      name: 'Sales',
      externalId: 'E1',
    })
  })

  it.each([{}, { displayName: '' }, { displayName: 'x'.repeat(1025) }, { displayName: 'a\tb' }])(
    'is refused: %j',
    (attributes) => {
      expect(thrown(() => toGroupDraft(attributes)).code).toBe('SCIM_VALUE_INVALID')
    },
  )
})

describe('members', () => {
  it.each([
    [{}, null],
    [{ members: null }, null],
    [{ members: [] }, []],
    [{ Members: [{ Value: '1', display: 'Ana' }, { value: '1' }, '2'] }, ['1', '2']],
    [{ members: { value: '1' } }, ['1']],
    [{ members: '1' }, ['1']],
  ])('of %j are %j', (body, members) => {
    expect(parseMembers(body)).toEqual(members)
  })

  it.each([
    null,
    [],
    { members: [{}] },
    { members: [null] },
    { members: [1] },
    { members: [{ value: '1', type: 'Group' }] },
  ])('are refused in %j', (body) => {
    expect(thrown(() => parseMembers(body)).code).toBe('SCIM_VALUE_INVALID')
  })

  it('are at most ten thousand', () => {
    expect(parseMembers({ members: Array.from({ length: 10_000 }, (_, i) => `${i}`) })).toHaveLength(10_000)
    expect(thrown(() => parseMembers({ members: Array.from({ length: 10_001 }, (_, i) => `${i}`) })).code).toBe(
      'SCIM_TOO_MANY',
    )
  })
})
