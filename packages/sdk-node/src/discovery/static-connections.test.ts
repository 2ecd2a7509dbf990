import { expect, test } from 'vitest'
import type { Connection } from '../model/connection.ts'
import { discover } from './discover.ts'
import { parseEmail } from './parse-email.ts'
import { getConnection, staticConnections } from './static-connections.ts'

const connection = (
  id: string,
  organization: string,
  domains: string[],
  status: 'active' | 'inactive' = 'active',
): Connection =>
  ({ id, name: id, organization: { id: organization, name: organization }, domains, status }) as unknown as Connection

const connections = staticConnections(
  [
    connection('acme-saml', 'acme', ['acme.test', 'acme.example']),
    connection('acme-oidc', 'acme', ['acme.test']),
    connection('old', 'old', ['old.test'], 'inactive'),
    connection('identity', 'default', []),
  ].map((one) => ({ kind: 'ready', connection: one })),
  'identity',
  async () => Promise.reject(new Error('nothing to load')),
)
const idsFor = (email: string): readonly string[] => discover(parseEmail(email)!, connections).map(({ id }) => id)

test('finds every connection of a domain, for each of its domains', () => {
  expect(idsFor('Ana@ACME.test')).toEqual(['acme-saml', 'acme-oidc'])
  expect(idsFor('ana@acme.example')).toEqual(['acme-saml'])
})
test('sends unknown domains, and those of an inactive connection, to the default connection', () => {
  expect(idsFor('eva@unknown.test')).toEqual(['identity'])
  expect(idsFor('eva@old.test')).toEqual(['identity'])
})
test('does not serve a subdomain of a domain', () => {
  expect(idsFor('ana@mail.acme.test')).toEqual(['identity'])
})
test('tells an unknown connection from an inactive one', async () => {
  await expect(getConnection(connections, 'nobody')).rejects.toMatchObject({ code: 'CONNECTION_NOT_FOUND' })
  await expect(getConnection(connections, 'old')).rejects.toMatchObject({ code: 'CONNECTION_INACTIVE' })
  await expect(getConnection(connections, '__proto__')).rejects.toMatchObject({ code: 'CONNECTION_NOT_FOUND' })
})
