import { describe, expect, it } from 'vitest'
import { thrown } from '../../test/support/scim-language.ts'
import type { JsonObject } from '../model/json.ts'
import { createSchemas } from './schemas.ts'
import { createSelector, type Selection } from './select-attributes.ts'

const { user, group } = createSchemas([])
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const ana = {
  schemas: [user.id, enterprise],
  id: '1',
  userName: 'ana',
  name: { givenName: 'Ana', familyName: 'Souza' },
  emails: [{ value: 'a@x.test', type: 'work' }, { type: 'home' }],
  [enterprise]: { department: 'Sales', manager: { value: '2', $ref: 'x' } },
  meta: { version: 'W/"1"', resourceType: 'User' },
}
const base = { schemas: ana.schemas, id: '1' }
const select = (selection: Selection): JsonObject => createSelector(selection, user).select(ana)

describe('attributes', () => {
  it.each([
    ['userName', { userName: 'ana' }],
    ['USERNAME , nobody', { userName: 'ana' }],
    [`${user.id}:userName`, { userName: 'ana' }],
    ['name.givenName,emails.value', { name: { givenName: 'Ana' }, emails: [{ value: 'a@x.test' }] }],
    ['name,name.givenName', { name: ana.name }],
    ['emails', { emails: ana.emails }],
    ['meta.version', { meta: { version: 'W/"1"' } }],
    [enterprise, { [enterprise]: ana[enterprise] }],
    [`${enterprise}:department`, { [enterprise]: { department: 'Sales' } }],
    [`${enterprise}:manager.value`, { [enterprise]: { manager: { value: '2' } } }],
    ['nobody', {}],
    ['password', {}],
    ['__proto__', {}],
    ['title', {}],
  ])('%s', (attributes, shown) => {
    expect(select({ attributes })).toEqual({ ...base, ...shown })
  })

  it('are the whole core for its URN', () => {
    const { meta: _, [enterprise]: __, ...core } = ana
    expect(select({ attributes: [user.id] })).toEqual(core)
  })
})

describe('excluded attributes', () => {
  it.each([
    ['userName,meta,emails,name', { [enterprise]: ana[enterprise] }],
    [
      `name.givenName,emails.value,meta,userName,${enterprise}`,
      { name: { familyName: 'Souza' }, emails: [{ type: 'work' }, { type: 'home' }] },
    ],
    [`userName,name,emails,meta,${enterprise}:manager`, { [enterprise]: { department: 'Sales' } }],
    [
      `userName,name,emails,meta.version,${enterprise}:manager,${enterprise}:department`,
      { meta: { resourceType: 'User' } },
    ],
    [`id,schemas,${user.id},meta,${enterprise}`, {}],
  ])('%s', (excludedAttributes, shown) => {
    expect(select({ excludedAttributes })).toEqual({ ...base, ...shown })
  })

  // With nothing else left out: what is shown whole otherwise is not copied.
  it.each([
    ['name.givenName', { ...ana, name: { familyName: 'Souza' } }],
    [`${enterprise}:manager`, { ...ana, [enterprise]: { department: 'Sales' } }],
    ['title', ana],
  ])('%s alone', (excludedAttributes, shown) => {
    expect(select({ excludedAttributes })).toEqual(shown)
  })
})

describe('a selector', () => {
  it('shows everything but what is never shown when nothing is said', () => {
    for (const selection of [
      {},
      { attributes: '', excludedAttributes: ' , ' },
      { attributes: null, excludedAttributes: [] },
    ])
      expect(select(selection)).toBe(ana)
    expect(createSelector({}, user).select({ ...ana, password: 'x' })).toEqual(ana)
    expect(createSelector({ excludedAttributes: 'title' }, user).select({ ...ana, password: 'x' })).toEqual(ana)
    expect(createSelector({ attributes: 'password' }, user).select({ ...ana, password: 'x' })).toEqual(base)
  })

  it('tells what does not have to be fetched', () => {
    const wants = (selection: Selection, name = 'members'): boolean => createSelector(selection, group).wants(name)
    expect(wants({})).toBe(true)
    expect(wants({ attributes: 'displayName' })).toBe(false)
    expect(wants({ attributes: 'members.value' })).toBe(true)
    expect(wants({ attributes: group.id })).toBe(true)
    expect(wants({ excludedAttributes: 'Members' })).toBe(false)
    expect(wants({ excludedAttributes: 'members.display' })).toBe(true)
    expect(wants({ excludedAttributes: group.id })).toBe(false)
    expect(wants({ attributes: 'displayName' }, 'id')).toBe(true)
    expect(wants({}, 'nobody')).toBe(false)
  })

  it('refuses both at once: the standard has them exclude each other', () => {
    expect(thrown(() => createSelector({ attributes: 'title', excludedAttributes: 'name' }, user)).code).toBe(
      'SCIM_VALUE_INVALID',
    )
  })
})
