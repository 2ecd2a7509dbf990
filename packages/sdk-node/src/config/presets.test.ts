import { describe, expect, test } from 'vitest'
import type { AttributeMapping } from '../model/connection.ts'
import { presets } from './presets.ts'

const pick = (mapping: readonly string[], sent: Readonly<Record<string, string>>): string | undefined =>
  mapping.map((name) => sent[name]).find((value) => value !== undefined)

function read(
  attributes: AttributeMapping,
  sent: Readonly<Record<string, string>>,
): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(attributes).map(([field, names]) => [field, pick(names, sent)]))
}

const claims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'

describe('the presets', () => {
  test('read what fluig Identity sends', () => {
    const sent = { email: 'ana@acme.test', userId: 'abc1', GroupId: '7', Groupname: 'Staff' }
    const person = { subject: 'abc1', email: 'ana@acme.test', groups: 'Staff' }
    expect(read(presets.fluig.attributes, sent)).toMatchObject(person)
    expect(presets.fluig).toMatchObject({ idpEntityId: 'TotvsLabs', ssoBinding: 'post' })
  })

  test('read what Entra sends by SAML, by its object id', () => {
    const sent = {
      'http://schemas.microsoft.com/identity/claims/objectidentifier': 'oid-1',
      'http://schemas.microsoft.com/identity/claims/displayname': 'Ana Lima',
      [`${claims}/emailaddress`]: 'ana@acme.test',
      [`${claims}/givenname`]: 'Ana',
      [`${claims}/surname`]: 'Lima',
      [`${claims}/name`]: 'ana.lima@acme.test',
      'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups': 'group-1',
    }
    expect(read(presets.entra.attributes, sent)).toEqual({
      subject: 'oid-1',
      email: 'ana@acme.test',
      username: 'ana.lima@acme.test',
      firstName: 'Ana',
      lastName: 'Lima',
      name: 'Ana Lima',
      groups: 'group-1',
    })
  })

  test('read what Entra sends by OpenID Connect, with or without a mailbox', () => {
    const sent = { oid: 'oid-1', preferred_username: 'ana@acme.test', name: 'Ana Lima', groups: 'group-1' }
    const expected = { subject: 'oid-1', email: 'ana@acme.test', username: 'ana@acme.test', name: 'Ana Lima' }
    expect(read(presets.entra.attributes, sent)).toMatchObject(expected)
    const withMailbox = { ...sent, email: 'mail@acme.test' }
    expect(read(presets.entra.attributes, withMailbox)).toMatchObject({ email: 'mail@acme.test' })
  })

  for (const name of ['okta', 'google', 'keycloak', 'custom', 'fluig', 'entra'] as const) {
    test(`read the standard claims of OpenID Connect from ${name}`, () => {
      const sent = { email: 'e', preferred_username: 'u', given_name: 'f', family_name: 'l', name: 'n', groups: 'g' }
      const expected = { email: 'e', username: 'u', firstName: 'f', lastName: 'l', name: 'n', groups: 'g' }
      expect(read(presets[name].attributes, sent)).toMatchObject(expected)
    })
  }

  test('read OIDs as Shibboleth sends them', () => {
    const sent = {
      'urn:oid:0.9.2342.19200300.100.1.3': 'ana@acme.test',
      'urn:oid:2.5.4.42': 'Ana',
      'urn:oid:2.5.4.4': 'Lima',
      'urn:oid:2.16.840.1.113730.3.1.241': 'Ana Lima',
    }
    const expected = { email: 'ana@acme.test', firstName: 'Ana', lastName: 'Lima', name: 'Ana Lima' }
    expect(read(presets.custom.attributes, sent)).toMatchObject(expected)
  })

  test('take the NameID or sub as the subject, except where a better id is known', () => {
    const withOwn = Object.entries(presets).filter(([, preset]) => preset.attributes.subject.length > 0)
    expect(withOwn.map(([name]) => name)).toEqual(['fluig', 'entra'])
  })
})
