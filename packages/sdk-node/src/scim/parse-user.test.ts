import { describe, expect, it } from 'vitest'
import { thrown } from '../../test/support/scim-language.ts'
import { toUserDraft } from './parse-user.ts'

describe('a user', () => {
  it('is read out of the attributes, which stay as they are', () => {
    const attributes = {
      userName: 'Ana@Acme.test',
      externalId: 'E1',
      name: { givenName: 'Ana', familyName: 'Souza' },
      emails: [{ value: 'Ana.Souza@Acme.test' }],
      active: false,
    }
    expect(toUserDraft(attributes)).toEqual({
      attributes,
      username: 'Ana@Acme.test',
      externalId: 'E1',
      email: 'ana.souza@acme.test',
      name: 'Ana Souza',
      firstName: 'Ana',
      lastName: 'Souza',
      active: false,
    })
  })

  it('is active unless it says otherwise, and has nothing that it does not say', () => {
    expect(toUserDraft({ userName: 'ana', externalId: '' })).toMatchObject({
      active: true,
      email: null,
      name: null,
      firstName: null,
      externalId: null,
    })
  })

  it.each([
    [{ displayName: 'A', name: { formatted: 'B', givenName: 'C' } }, 'A'],
    [{ displayName: ' ', name: { formatted: 'B', givenName: 'C' } }, 'B'],
    [{ name: { givenName: 'C' } }, 'C'],
    [{ name: { familyName: 'D' } }, 'D'],
  ])('is called after %j', (attributes, name) => {
    expect(toUserDraft({ userName: 'ana', ...attributes }).name).toBe(name)
  })

  it.each([
    [[{ value: 'a@x.test' }, { value: 'b@x.test', type: 'Work' }, { value: 'c@x.test', primary: true }], 'c@x.test'],
    [[{ value: 'a@x.test' }, { value: 'b@x.test', type: 'Work' }], 'b@x.test'],
    [[{ value: 'a@x.test', type: 'home' }, { value: 'c@x.test' }], 'a@x.test'],
    [[{ value: 'not an address', primary: true }, { value: 'b@x.test' }], null],
    [[{ value: '@x.test' }], null],
    [[{ value: 'a@' }], null],
    [[{ value: 'a@b\nc' }], null],
    [[{ type: 'work' }], null],
    [[{ value: 'KELVIN\u212a@x.test' }], 'kelvin\u212a@x.test'],
  ])('has of the addresses %j', (emails, email) => {
    expect(toUserDraft({ userName: 'ana', emails }).email).toBe(email)
  })

  it.each([
    {},
    { userName: '' },
    { userName: '  ' },
    { userName: 'a\nb' },
    { userName: 'é'.repeat(513) },
    { userName: 'a', externalId: 'x'.repeat(1025) },
  ])('is refused: %j', (attributes) => {
    expect(thrown(() => toUserDraft(attributes)).code).toBe('SCIM_VALUE_INVALID')
  })

  it('may have keys of 1024 bytes', () => {
    expect(toUserDraft({ userName: 'é'.repeat(512) }).username).toHaveLength(512)
  })
})
