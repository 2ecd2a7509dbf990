import { expect, test } from 'vitest'
import type { AttributeMapping, OidcConnection } from '../model/connection.ts'
import { claimsToIdentity } from './claims-to-identity.ts'
import { hasNeededClaims } from './has-needed-claims.ts'

const mapping: AttributeMapping = {
  subject: [],
  email: ['email', 'upn', 'preferred_username'],
  username: ['preferred_username'],
  firstName: ['given_name'],
  lastName: ['family_name'],
  name: ['name'],
  groups: ['groups', 'roles'],
}
const toIdentity = (idToken: object, userinfo: object = {}, attributes: Partial<AttributeMapping> = {}) => {
  const connection = { id: 'acme', issuer: 'https://idp.example.test', attributes: { ...mapping, ...attributes } }
  return claimsToIdentity({ sub: 'p-1', ...idToken }, { ...userinfo }, connection as OidcConnection)
}

test('reads a person', () => {
  const claims = {
    email: 'Ana.Souza@ACME.test',
    email_verified: true,
    preferred_username: 'ana',
    given_name: 'Ana',
    family_name: 'Souza',
    name: 'Ana Souza',
    groups: ['staff', 'São Paulo'],
    auth_time: 1_700_000_000,
    acr: 'urn:mfa',
    amr: ['pwd', 'otp'],
    sid: 's-1',
    session_expiry: 1_700_003_600,
  }
  expect(toIdentity(claims)).toMatchObject({
    connectionId: 'acme',
    issuer: 'https://idp.example.test',
    subject: 'p-1',
    subjectFormat: null,
    email: 'ana.souza@acme.test',
    emailVerified: true,
    username: 'ana',
    firstName: 'Ana',
    lastName: 'Souza',
    name: 'Ana Souza',
    groups: ['staff', 'São Paulo'],
    authenticatedAt: new Date(1_700_000_000_000),
    authenticationContext: 'urn:mfa',
    authenticationMethods: ['pwd', 'otp'],
    sessionIndex: 's-1',
    sessionExpiresAt: new Date(1_700_003_600_000),
  })
})

test('says null for what the provider did not say', () => {
  expect(toIdentity({})).toMatchObject({
    email: null,
    emailVerified: null,
    username: null,
    name: null,
    groups: [],
    authenticatedAt: null,
    authenticationContext: null,
    authenticationMethods: [],
    sessionIndex: null,
    sessionExpiresAt: null,
  })
})

test.each([
  [true, true],
  ['true', true],
  [false, false],
  ['false', false],
  [undefined, null],
  [null, null],
  [1, false],
  ['yes', false],
  ['False', false],
  ['TRUE', true],
])('reads email_verified %j as %j', (said, read) => {
  expect(toIdentity({ email: 'ana@acme.test', email_verified: said }).emailVerified).toBe(read)
})

test('takes the first claim that holds an address, and says nothing on its verification unless it is `email`', () => {
  const claims = { email: '', email_verified: true, upn: '+49 151 1234', preferred_username: 'Ana@acme.test' }
  expect(toIdentity(claims)).toMatchObject({ email: 'ana@acme.test', emailVerified: null })
  const other = { email: 'none', email_verified: true, upn: 'ana@acme.test' }
  expect(toIdentity(other)).toMatchObject({ email: 'ana@acme.test', emailVerified: null })
  expect(toIdentity({ email: ['not one', 'b@acme.test'] }).email).toBe('b@acme.test')
  for (const odd of ['a@b@c', 'a b@acme.test', '@acme.test', 'ana@', `${'x'.repeat(250)}@acme.test`, 7, { a: '@' }]) {
    expect(toIdentity({ email: odd }).email).toBeNull()
  }
})

test('an address of userinfo is as verified as userinfo says', () => {
  const verified = { email_verified: true }
  expect(toIdentity(verified, { email: 'ana@acme.test', email_verified: false })).toMatchObject({
    emailVerified: false,
  })
  expect(toIdentity(verified, { email: 'ana@acme.test' })).toMatchObject({
    email: 'ana@acme.test',
    emailVerified: null,
  })
  expect(toIdentity({ email: 'x@acme.test' }, { email: 'y@acme.test', ...verified })).toMatchObject({
    email: 'x@acme.test',
    emailVerified: null,
  })
})

test('how the person is signed in is only taken from the ID token', () => {
  const userinfo = { acr: 'mfa', amr: ['otp'], auth_time: 1, sid: 's', session_expiry: 9e9, name: 'Ana' }
  expect(toIdentity({}, userinfo)).toMatchObject({
    name: 'Ana',
    authenticationContext: null,
    authenticationMethods: [],
    authenticatedAt: null,
    sessionIndex: null,
    sessionExpiresAt: null,
  })
})

test('takes the mapped subject, and never sub for want of it', () => {
  const subject = ['oid', 'employee']
  expect(toIdentity({ employee: 17 }, {}, { subject }).subject).toBe('17')
  expect(() => toIdentity({ oid: ' ' }, {}, { subject })).toThrow(
    expect.objectContaining({ code: 'OIDC_ID_TOKEN_INVALID' }),
  )
  expect(toIdentity({ oid: 'o' }, {}, { subject: [] }).subject).toBe('p-1')
})

test('one text is one group, and the first claim with groups counts', () => {
  expect(toIdentity({ groups: 'Vendas, São Paulo' }).groups).toEqual(['Vendas, São Paulo'])
  expect(toIdentity({ groups: [], roles: ['admin', 7, null, ''] }).groups).toEqual(['admin', '7'])
})

test('keeps every claim about the person as lists of text, under any name', () => {
  const claims = JSON.parse(
    '{"iss":"i","aud":"a","nonce":"n","at_hash":"h","exp":1,"n":7,"b":false,"nothing":null,"list":["a",1,{"x":1}],"realm_access":{"roles":["r"]},"__proto__":{"x":1},"constructor":"c"}',
  ) as object
  const { attributes } = toIdentity(claims)
  expect(Object.getPrototypeOf(attributes)).toBeNull()
  expect(Object.fromEntries(Object.entries(attributes).filter(([name]) => name !== '__proto__'))).toEqual({
    sub: ['p-1'],
    n: ['7'],
    b: ['false'],
    list: ['a', '1', '{"x":1}'],
    realm_access: ['{"roles":["r"]}'],
    constructor: ['c'],
  })
  expect(Object.keys(attributes)).toContain('__proto__')
  expect(({} as Record<string, unknown>)['x']).toBeUndefined()
})

test('reads times no calendar has as not said', () => {
  expect(toIdentity({ auth_time: 1e300, session_expiry: 1e300 })).toMatchObject({
    authenticatedAt: null,
    sessionExpiresAt: null,
  })
})

test('userinfo is needed for an address and for a mapped subject', () => {
  expect(hasNeededClaims({ email: 'ana@acme.test' }, mapping)).toBe(true)
  expect(hasNeededClaims({ preferred_username: 'ana@acme.test' }, mapping)).toBe(true)
  expect(hasNeededClaims({ preferred_username: 'ana' }, mapping)).toBe(false)
  expect(hasNeededClaims({ email: 'ana@acme.test' }, { ...mapping, subject: ['oid'] })).toBe(false)
  expect(hasNeededClaims({ email: 'ana@acme.test', oid: 'o' }, { ...mapping, subject: ['oid'] })).toBe(true)
})

test('tells the `sub` whatever the subject is', () => {
  expect(toIdentity({ oid: 'o-1' }, {}, { subject: ['oid'] })).toMatchObject({ subject: 'o-1', nameId: 'p-1' })
})

test.each<[idToken: object, groups: readonly string[]]>([
  [{ _claim_names: { groups: 'src1' } }, []],
  [{ _claim_names: { groups: 'src1' }, groups: ['staff'] }, ['staff']],
  [{ _claim_names: { roles: 'src1' } }, []],
  [{ hasgroups: true }, []],
  [{ hasgroups: 'true' }, []],
  [{ hasgroups: 1 }, []],
])('knows that the groups are elsewhere: %j', (idToken, groups) => {
  expect(toIdentity(idToken)).toMatchObject({ groups, groupsComplete: false })
  expect(toIdentity({}, idToken)).toMatchObject({ groups, groupsComplete: false })
})
test.each<[idToken: object, mapped: readonly string[]]>([
  [{}, ['groups']],
  [{ groups: [] }, ['groups']],
  [{ hasgroups: false, _claim_names: null }, ['groups']],
  [{ _claim_names: { address: 'src1' } }, ['groups']],
  [{ _claim_names: { groups: 'src1' }, roles: ['admin'] }, ['roles', 'groups']],
  [{ _claim_names: { groups: 'src1' } }, ['roles']],
])('takes the groups for complete: %j', (idToken, groups) => {
  expect(toIdentity(idToken, {}, { groups }).groupsComplete).toBe(true)
})
test('keeps no claim sources, which may hold tokens', () => {
  const claims = {
    _claim_names: { groups: 's' },
    _claim_sources: { s: { endpoint: 'https://x.test', access_token: 't' } },
  }
  expect(toIdentity(claims).attributes).toEqual({ _claim_names: ['{"groups":"s"}'], sub: ['p-1'] })
})
