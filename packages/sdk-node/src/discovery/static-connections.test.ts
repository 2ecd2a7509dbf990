import { expect, test } from 'vitest'
import type { Connection } from '../model/connection.ts'
import { discover } from './discover.ts'
import { getConnection } from './get-connection.ts'
import { parseEmail } from './parse-email.ts'
import { staticConnections } from './static-connections.ts'

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
const idsFor = async (email: string): Promise<readonly string[]> =>
  (await discover(parseEmail(email)!, connections)).map(({ id }) => id)

test('finds every connection of a domain, for each of its domains', async () => {
  expect(await idsFor('Ana@ACME.test')).toEqual(['acme-saml', 'acme-oidc'])
  expect(await idsFor('ana@acme.example')).toEqual(['acme-saml'])
})
test('sends unknown domains, and those of an inactive connection, to the default connection', async () => {
  expect(await idsFor('eva@unknown.test')).toEqual(['identity'])
  expect(await idsFor('eva@old.test')).toEqual(['identity'])
})
test('does not serve a subdomain of a domain', async () => {
  expect(await idsFor('ana@mail.acme.test')).toEqual(['identity'])
})
test.each(['find', 'findFresh'] as const)('tells an unknown connection from an inactive one with %s', async (verb) => {
  const get = async (id: string): Promise<Connection> => getConnection(connections[verb], id)
  await expect(get('nobody')).rejects.toMatchObject({ code: 'CONNECTION_NOT_FOUND' })
  await expect(get('old')).rejects.toMatchObject({ code: 'CONNECTION_INACTIVE' })
  await expect(get('__proto__')).rejects.toMatchObject({ code: 'CONNECTION_NOT_FOUND' })
})
