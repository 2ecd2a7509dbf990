import { describe, expect, test } from 'vitest'
import type { Group, RoleMapping } from '../model/group.ts'
import { isConflict, resolveRole } from './resolve-role.ts'
import { wantRole } from './want-role.ts'

const at = new Date('2030-01-01T00:00:00Z')
const group = (id: string, organizationId = 'acme'): Group => ({
  id,
  organizationId,
  connectionId: null,
  externalId: null,
  name: `Group ${id}`,
  source: 'manual',
  scimAttributes: null,
  createdAt: at,
  updatedAt: at,
  version: 1,
})
const mapping = (groupId: string, role: string, targetOrganizationId = 'acme'): RoleMapping => ({
  groupId,
  organizationId: 'acme',
  targetOrganizationId,
  role,
  createdAt: at,
})

describe('the role that several groups give', () => {
  const cases: readonly (readonly [string, readonly RoleMapping[], readonly string[], string])[] = [
    ['is the first of the priorities', [mapping('a', 'buyer'), mapping('b', 'admin')], ['admin', 'buyer'], 'b'],
    ['is a listed one before any unlisted', [mapping('a', 'a'), mapping('b', 'zz')], ['zz'], 'b'],
    ['is the first by name where none is listed', [mapping('a', 'buyer'), mapping('b', 'admin')], [], 'b'],
    ['goes by code points: capitals first', [mapping('a', 'admin'), mapping('b', 'Zoo')], [], 'b'],
    ['goes by code points: U+FF5E before U+1F600', [mapping('a', '\u{1F600}'), mapping('b', '\uFF5E')], [], 'b'],
    ['is the organization before its subs', [mapping('a', 'r', 'a-sub'), mapping('b', 'r', 'acme')], [], 'b'],
    ['is the sub with the lower id', [mapping('a', 'r', 'south'), mapping('b', 'r', 'north')], [], 'b'],
    ['is that of the lower group id in the end', [mapping('b', 'r'), mapping('a', 'r')], [], 'a'],
    ['goes by role before organization', [mapping('a', 'b', 'acme'), mapping('b', 'a', 'south')], [], 'b'],
  ]
  test.each(cases)('%s', (_, mappings, rolePriority, winner) => {
    const groups = [group('a'), group('b')]
    for (const given of [groups, groups.toReversed()]) {
      const { candidates, winner: first } = resolveRole(given, mappings, rolePriority)
      expect(first?.groupId).toBe(winner)
      expect(candidates.map(({ groupId }) => groupId)).toEqual(winner === 'a' ? ['a', 'b'] : ['b', 'a'])
    }
  })
  test('is none where no group is mapped, and says nothing of groups that are not', () => {
    expect(resolveRole([group('a')], [], ['admin'])).toEqual({ winner: null, candidates: [] })
    expect(resolveRole([group('a'), group('b')], [mapping('b', 'r')], []).candidates).toEqual([
      { organizationId: 'acme', role: 'r', groupId: 'b', groupName: 'Group b' },
    ])
  })
  test('is not given by a mapping of another organization', () => {
    expect(resolveRole([group('a', 'globex')], [mapping('a', 'admin')], []).winner).toBeNull()
  })
})

describe('a conflict', () => {
  const of = (...mappings: RoleMapping[]): boolean =>
    isConflict(resolveRole([group('a'), group('b')], mappings, []).candidates)
  test('is another role or another organization', () => {
    expect(of(mapping('a', 'r'), mapping('b', 's'))).toBe(true)
    expect(of(mapping('a', 'r'), mapping('b', 'r', 'north'))).toBe(true)
  })
  test('is not two groups that give the same, one group, or none', () => {
    expect(of(mapping('a', 'r'), mapping('b', 'r'))).toBe(false)
    expect(of(mapping('a', 'r'))).toBe(false)
    expect(of()).toBe(false)
  })
})

describe('what a person should have', () => {
  const user = { organizationId: 'acme', roles: ['old'], roleSource: null } as const
  const rules = { mappings: [mapping('a', 'buyer', 'north')], rolePriority: [] }
  test('is what the winning group gives, where it gives it', () => {
    expect(wantRole(user, [group('a')], rules)).toMatchObject({
      organizationId: 'north',
      roles: ['buyer'],
      roleSource: 'groups',
      groupId: 'a',
    })
  })
  test('is what somebody gave by hand, whatever the groups say', () => {
    const manual = { ...user, roleSource: 'manual' } as const
    expect(wantRole(manual, [group('a')], rules)).toMatchObject({ ...manual, groupId: null })
    expect(wantRole(manual, [], rules)).toMatchObject(manual)
  })
  test('is nothing where there are mappings and none fits', () => {
    expect(wantRole(user, [group('b')], rules)).toMatchObject({ organizationId: 'acme', roles: [], roleSource: null })
  })
  test('is nothing where groups gave the role and no mapping is left', () => {
    const given = { ...user, roleSource: 'groups' } as const
    expect(wantRole(given, [group('a')], { mappings: [], rolePriority: [] })).toMatchObject({ roles: [] })
  })
  test('is what it was where nobody ever mapped a group', () => {
    expect(wantRole(user, [group('a')], { mappings: [], rolePriority: [] })).toMatchObject(user)
  })
})
