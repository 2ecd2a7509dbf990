import { describe, expect, test } from 'vitest'
import type { AttributeMapping, SamlConnection } from '../model/connection.ts'
import type { Identity } from '../model/identity.ts'
import type { Assertion, Attribute } from './assertion.ts'
import { assertionToIdentity } from './assertion-to-identity.ts'

const nothing: AttributeMapping = {
  subject: [],
  email: [],
  username: [],
  firstName: [],
  lastName: [],
  name: [],
  groups: [],
}
const attribute = (name: string, values: readonly string[], friendlyName: string | null = null): Attribute => ({
  name,
  friendlyName,
  values,
})

function identify(changes: Partial<Assertion>, mapping: Partial<AttributeMapping> = {}): Identity {
  const assertion: Assertion = {
    id: '_a',
    version: '2.0',
    issueInstant: new Date(0),
    issuer: null,
    nameId: { value: 'ana', format: 'urn:f', nameQualifier: null, spNameQualifier: null },
    confirmations: [],
    conditions: null,
    authnStatements: [],
    attributes: [],
    ...changes,
  }
  const connection = { id: 'acme', idpEntityId: 'urn:idp', attributes: { ...nothing, ...mapping } }
  // The function reads nothing else of a connection.
  return assertionToIdentity(assertion, connection as unknown as SamlConnection)
}

describe('an attribute', () => {
  const mapping = { firstName: ['givenName', 'urn:oid:2.5.4.42'] }

  test('is found by Name, then by FriendlyName, in the order of the mapping', () => {
    const byOid = attribute('urn:oid:2.5.4.42', ['Oid'])
    const byFriendly = attribute('urn:x', ['Friendly'], 'givenName')
    const byName = attribute('givenName', ['Name'])
    const firstName = (attributes: readonly Attribute[]): string | null => identify({ attributes }, mapping).firstName
    expect(firstName([byOid, byFriendly, byName])).toBe('Name')
    expect(firstName([byOid, byFriendly])).toBe('Friendly')
    expect(firstName([byOid])).toBe('Oid')
    expect(firstName([attribute('GivenName', ['x'])])).toBeNull()
  })

  test('without a value counts as missing', () => {
    const attributes = [attribute('givenName', []), attribute('urn:oid:2.5.4.42', ['Ana'])]
    expect(identify({ attributes }, mapping).firstName).toBe('Ana')
  })

  test('that comes in several parts keeps all values', () => {
    const attributes = [attribute('role', ['a', 'b']), attribute('x', ['y']), attribute('role', ['c'])]
    const identity = identify({ attributes }, { groups: ['role'] })
    expect(identity.groups).toEqual(['a', 'b', 'c'])
    expect(identity.attributes).toEqual({ role: ['a', 'b', 'c'], x: ['y'] })
  })

  test('may be called like a part of Object', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'nameIDFormat']
    const { attributes, subjectFormat } = identify({ attributes: names.map((name) => attribute(name, ['evil'])) })
    expect(Object.keys(attributes)).toEqual(names)
    expect(Object.getPrototypeOf(attributes)).toBeNull()
    expect(Object.values(attributes)).toEqual(names.map(() => ['evil']))
    expect(subjectFormat).toBe('urn:f')
    expect(({} as Record<string, unknown>)['evil']).toBeUndefined()
  })
})

describe('the subject', () => {
  test('is the mapped attribute where one is mapped, else the NameID', () => {
    const attributes = [attribute('userId', ['u-1'])]
    expect(identify({ attributes }, { subject: ['userId'] })).toMatchObject({ subject: 'u-1', subjectFormat: null })
    expect(identify({ attributes }, { subject: [] })).toMatchObject({
      subject: 'ana',
      subjectFormat: 'urn:f',
    })
  })
})

describe('the e-mail address', () => {
  const nameId = (value: string): Partial<Assertion> => ({
    nameId: { value, format: null, nameQualifier: null, spNameQualifier: null },
  })

  test('is the mapped attribute in lower case', () => {
    const attributes = [attribute('mail', [' Ana@ACME.test '])]
    expect(identify({ attributes, ...nameId('x@y.test') }, { email: ['mail'] }).email).toBe('ana@acme.test')
  })

  test('is the NameID when no attribute has it and the NameID is an address', () => {
    expect(identify(nameId('Ana@Acme.test'), { email: ['mail'] }).email).toBe('ana@acme.test')
    for (const value of ['ana', 'ana@', '@acme.test', 'a b@acme.test', 'a@b@acme.test', `${'a'.repeat(250)}@x.test`]) {
      expect(identify(nameId(value)).email).toBeNull()
    }
    expect(identify({ nameId: null }).email).toBeNull()
  })

  test('is never a value that is no address', () => {
    const attributes = [attribute('mail', ['none'])]
    expect(identify({ attributes }, { email: ['mail'] }).email).toBeNull()
  })
})

describe('the session', () => {
  const statement = { authnInstant: new Date(1000), sessionIndex: 's-1', sessionNotOnOrAfter: null, classRef: 'urn:c' }

  test('is the one of the first statement, and ends with the first of all', () => {
    const authnStatements = [
      { ...statement, sessionNotOnOrAfter: new Date(9000) },
      { ...statement, sessionIndex: 's-2', sessionNotOnOrAfter: new Date(5000) },
    ]
    expect(identify({ authnStatements })).toMatchObject({
      authenticatedAt: new Date(1000),
      authenticationContext: 'urn:c',
      sessionIndex: 's-1',
      sessionExpiresAt: new Date(5000),
    })
  })

  test('has no end when the identity provider sets none', () => {
    expect(identify({ authnStatements: [statement] }).sessionExpiresAt).toBeNull()
  })
})

describe('groups', () => {
  const entraGroups = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups'
  const link = attribute('http://schemas.microsoft.com/claims/groups.link', ['https://graph.windows.net/x'])
  const isComplete = (attributes: readonly Attribute[], groups: readonly string[] = [entraGroups, 'groups']): boolean =>
    identify({ attributes }, { groups }).groupsComplete

  test('are complete when the assertion has them, or the person has none', () => {
    expect(isComplete([attribute(entraGroups, ['g-1'])])).toBe(true)
    expect(isComplete([])).toBe(true)
  })

  test('are not when a link came instead, whatever it says and whatever comes beside it', () => {
    expect(isComplete([link])).toBe(false)
    expect(isComplete([{ ...link, values: [] }])).toBe(false)
    expect(isComplete([link, attribute(entraGroups, ['g-1'])])).toBe(false)
    expect(isComplete([link, attribute('groups', ['g-1'])])).toBe(false)
    expect(isComplete([link], [])).toBe(false)
  })

  test('are when another attribute is mapped before them', () => {
    expect(isComplete([link, attribute('role', ['admin'])], ['role', entraGroups])).toBe(true)
    expect(isComplete([link, attribute('role', ['admin'])], ['role'])).toBe(true)
    expect(isComplete([link], ['role', entraGroups])).toBe(false)
  })
})

test('the NameID is told whatever the subject is', () => {
  const attributes = [attribute('id', ['7'])]
  expect(identify({ attributes }, { subject: ['id'] })).toMatchObject({ subject: '7', nameId: 'ana' })
  expect(identify({ attributes, nameId: null }, { subject: ['id'] })).toMatchObject({ subject: '7', nameId: '' })
})
