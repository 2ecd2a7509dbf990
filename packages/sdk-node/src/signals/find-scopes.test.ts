import { describe, expect, test } from 'vitest'
import { findScopes } from './find-scopes.ts'
import { parseSubject } from './parse-subject.ts'
import type { SignalRealm } from './signal-realm.ts'

const iss = 'https://idp.acme.test'
const realm: SignalRealm = {
  connectionId: 'acme',
  organizationId: 'acme',
  isSaml: false,
  issuers: [iss],
  linksBySubject: true,
  toKey: (name) => `key of ${name}`,
  toSamlSessionName: (nameId, index) => `${nameId} in ${index}`,
  findByLink: async (name) => (name === 'ana' ? 'user-1' : null),
  findById: async (id) => (id === 'user-1' ? id : null),
  findByEmail: async (email) => (email === 'ana@acme.test' ? 'user-1' : null),
}
const saml = { ...realm, isSaml: true }
const find = async (subject: unknown, of: SignalRealm = realm) => findScopes(parseSubject(subject), of)

const ofUser = { kind: 'user', key: 'user-1' }
const person = { format: 'iss_sub', iss, sub: 'ana' }
const session = { format: 'opaque', id: 's-1' }

test.each([
  ['issuer and subject', person, [{ kind: 'subject', key: 'key of ana' }, ofUser]],
  ['address', { format: 'email', email: 'ana@acme.test' }, [ofUser]],
  ['an opaque name', { format: 'opaque', id: 'ana' }, [{ kind: 'subject', key: 'key of ana' }, ofUser]],
  ['our id', { format: 'opaque', id: 'user-1' }, [{ kind: 'subject', key: 'key of user-1' }, ofUser]],
  [
    'several names',
    { format: 'aliases', identifiers: [person, { format: 'email', email: 'ana@acme.test' }] },
    [{ kind: 'subject', key: 'key of ana' }, ofUser],
  ],
])('knows a person by %s', async (_name, subject, scopes) => {
  expect(await find(subject)).toEqual({ scopes, userId: 'user-1', isKnown: true })
})

describe('a session', () => {
  test('is the only one that ends', async () => {
    const { scopes } = await find({ format: 'complex', user: person, session })
    expect(scopes).toEqual([{ kind: 'sid', key: 'key of s-1' }])
  })

  test('of SAML is named with its person', async () => {
    const { scopes } = await find({ format: 'complex', user: person, session }, saml)
    expect(scopes).toEqual([{ kind: 'session-index', key: 'key of ana in s-1' }])
  })

  test.each([
    ['an address', { format: 'email', email: 'ana@acme.test' }, [ofUser]],
    ['somebody of another issuer', { ...person, iss: 'https://idp.other.test' }, []],
  ])('of SAML with %s cannot be told among those of its person', async (_name, user, scopes) => {
    expect((await find({ format: 'complex', user, session }, saml)).scopes).toEqual(scopes)
  })
})

test.each([
  ['another issuer', { ...person, iss: 'https://idp.other.test' }],
  ['an address nobody has', { format: 'email', email: 'bruno@globex.test' }],
  ['a format that is not read', { format: 'phone_number', phone_number: '+55' }],
  ['a tenant', { format: 'complex', tenant: session }],
])('knows nobody by %s', async (_name, subject) => {
  expect(await find(subject)).toEqual({ scopes: [], userId: null, isKnown: false })
})

test('cannot know who is unknown where people are linked by something else', async () => {
  const subject = { ...person, sub: 'bruno' }
  const scopes = [{ kind: 'subject', key: 'key of bruno' }]
  expect(await find(subject)).toEqual({ scopes, userId: null, isKnown: false })
  expect(await find(subject, { ...realm, linksBySubject: false })).toEqual({ scopes, userId: null, isKnown: true })
})
