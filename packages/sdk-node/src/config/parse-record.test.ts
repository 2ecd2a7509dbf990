import { expect, test } from 'vitest'
import { AuthError } from '../model/auth-error.ts'
import type { ConnectionRecord } from '../model/connection-record.ts'
import type { Organization } from '../model/organization.ts'
import { defaultProvisioning } from '../model/provisioning.ts'
import type { ReadConnection } from '../ports/connections.ts'
import { toIdpCertificate } from '../saml/idp-certificate.ts'
import { parseIdpMetadata } from '../saml/parse-idp-metadata.ts'
import { createIdpMetadata } from '../saml-idp/idp-metadata.ts'
import { createTestKey } from '../testing/create-test-key.ts'
import { createReadRecord, type OpenSecrets } from './parse-record.ts'

const idp = await createTestKey()
const next = await createTestKey()
const now = new Date('2026-03-01T12:00:00Z')
const day = 24 * 3600 * 1000
/** With everything that an organization of the store may have. */
const acme: Organization = {
  id: 'acme',
  name: 'Acme',
  supportContact: 'it@acme.test',
  branding: { logoUrl: null, primaryColor: '#123456', backgroundColor: null },
  locale: 'pt-BR',
}
const metadata = createIdpMetadata({
  entityId: 'https://idp.acme.test',
  ssoUrl: 'https://idp.acme.test/sso',
  certificates: [idp.certificate],
  validUntil: new Date(now.getTime() + day),
})
const saml: ConnectionRecord = {
  id: 'acme-saml',
  organizationId: 'acme',
  name: 'Acme',
  type: 'saml',
  preset: 'okta',
  status: 'active',
  settings: { metadata },
  sealedSecrets: null,
  provisioning: { ...defaultProvisioning, mode: 'scim' },
  metadataRefresh: null,
  warned: {},
  lastTest: null,
  dueAt: null,
  createdAt: now,
  createdBy: { type: 'api', id: null },
  updatedAt: now,
  version: 1,
}
const oidc: ConnectionRecord = {
  ...saml,
  id: 'acme-oidc',
  type: 'oidc',
  preset: 'entra',
  settings: { issuer: 'https://idp.acme.test', clientId: 'app', groupOverage: 'refuse' },
}
const refresh = { url: 'https://idp.acme.test/metadata', fetchedAt: null, nextAt: now, failure: null, retiring: [] }

function read(record: ConnectionRecord, openSecrets: OpenSecrets = () => ({}), at: Date = now): ReadConnection {
  const config = {
    baseUrl: new URL('https://app.example.test'),
    authUrl: 'https://app.example.test/auth',
    productName: 'App',
    now: () => at,
  }
  return createReadRecord(config, { parseIdpMetadata, toIdpCertificate }, openSecrets)(record, acme)
}

test('reads a SAML record by the rules of the options, without domains, with its own status', () => {
  expect(read({ ...saml, status: 'inactive' })).toMatchObject({
    connection: {
      id: 'acme-saml',
      type: 'saml',
      status: 'inactive',
      organization: acme,
      domains: [],
      anyDomain: false,
      idpEntityId: 'https://idp.acme.test',
      sso: { url: 'https://idp.acme.test/sso', binding: 'redirect' },
      spEntityId: 'https://app.example.test/auth/saml/acme-saml/metadata',
      provisioning: { mode: 'scim', matchBy: 'email', caseSensitive: false },
    },
    serviceProvider: {
      organization: acme,
      status: 'inactive',
      spEntityId: 'https://app.example.test/auth/saml/acme-saml/metadata',
    },
    problems: [],
  })
})
test('puts the opened secrets where they belong', () => {
  const { connection, problems } = read(
    {
      ...oidc,
      settings: {
        ...oidc.settings,
        groupOverage: { tenantId: '11111111-2222-3333-4444-AAAAAAAAAAAA', clientId: 'graph' },
      },
    },
    () => ({ clientSecret: 'one', groupOverage: { clientSecret: 'two' } }),
  )
  expect(problems).toEqual([])
  expect(connection).toMatchObject({
    clientAuthentication: { method: 'client_secret_basic', clientSecret: 'one' },
    groupOverage: { tenantId: '11111111-2222-3333-4444-aaaaaaaaaaaa', clientId: 'graph', clientSecret: 'two' },
  })
})
test('puts private keys beside their certificates, also in a list', () => {
  const settings = {
    metadata,
    signingKey: { certificate: idp.certificate },
    decryptionKeys: [{ certificate: idp.certificate }, { certificate: next.certificate }],
  }
  const { privateKey } = idp
  const { connection, problems } = read({ ...saml, settings }, () => ({
    signingKey: { privateKey },
    decryptionKeys: [{ privateKey }, { privateKey: next.privateKey }],
  }))
  expect(problems).toEqual([])
  expect(connection).toMatchObject({ signingKey: idp, decryptionKeys: [idp, next] })
})
test('names everything a draft lacks, and has our side already', () => {
  expect(read({ ...oidc, status: 'draft', settings: {} })).toMatchObject({
    connection: null,
    serviceProvider: null,
    problems: ['needs issuer', 'needs clientId'],
  })
  const draft = read({ ...saml, status: 'draft', settings: {} })
  expect(draft).toMatchObject({
    connection: null,
    serviceProvider: { id: 'acme-saml', status: 'draft', idpEntityId: '', certificates: [] },
    problems: ['needs metadata, metadataUrl, or idpEntityId with ssoUrl and certificates'],
  })
})
test('waits for metadata that was not read yet', () => {
  const settings = { clockSkewSeconds: 999 }
  expect(read({ ...saml, settings: {}, metadataRefresh: refresh })).toMatchObject({
    connection: null,
    serviceProvider: { id: 'acme-saml' },
    problems: ['needs metadata: none has been read from "https://idp.acme.test/metadata" yet'],
  })
  expect(read({ ...saml, settings, metadataRefresh: refresh }).problems).toHaveLength(2)
  expect(read({ ...saml, settings: { metadataUrl: 'https://idp.acme.test' } })).toMatchObject({ connection: null })
})
test('goes on trusting a retiring certificate until its day, and not after', () => {
  const retiring = [{ certificate: next.certificate, until: new Date(now.getTime() + 1000) }]
  const record: ConnectionRecord = { ...saml, metadataRefresh: { ...refresh, retiring } }
  const trusted = (at: Date): readonly string[] => {
    const { connection } = read(record, undefined, at)
    return connection?.type === 'saml' ? connection.certificates.map(({ fingerprint }) => fingerprint) : []
  }
  const [current, old] = [idp, next].map(({ certificate }) => toIdpCertificate(certificate).fingerprint)
  expect(trusted(now)).toEqual([current, old])
  expect(trusted(new Date(now.getTime() + 1000))).toEqual([current])
})
test('keeps a connection whose metadata has expired, and says so', () => {
  const { connection, problems } = read(saml, undefined, new Date(now.getTime() + 2 * day))
  expect(connection).toMatchObject({ id: 'acme-saml', status: 'active' })
  expect(problems).toEqual([expect.stringContaining('metadata: validUntil: wanted a time after')])
})
test('keeps no connection that has expired and is wrong besides', () => {
  const record = { ...saml, settings: { metadata, clockSkewSeconds: 999 } }
  expect(read(record, undefined, new Date(now.getTime() + 2 * day)).connection).toBeNull()
})
test('reports secrets that do not open, and takes the connection out of use', () => {
  const { connection, problems } = read(oidc, () => {
    throw new AuthError('CONFIG_INVALID', 'no secret of the app opens it')
  })
  expect(connection).toBeNull()
  expect(problems).toEqual(['secrets: no secret of the app opens it'])
})
test.each<[string, Partial<ConnectionRecord>]>([
  ['settings must not have domains', { settings: { metadata, domains: ['acme.test'] } }],
  ['settings must not have status', { settings: { metadata, status: 'active' } }],
  ["does not know the option 'isuer'", { settings: { metadata, isuer: 'x' } }],
  ['metadata must be a string', { settings: { metadata: null } }],
  ['metadata: wanted EntityDescriptor', { settings: { metadata: '<x/>' } }],
  ['signingKey must hold a private key', { settings: { metadata, signingKey: {} } }],
  ['decryptionKeys[0] must be an object', { settings: { metadata, decryptionKeys: [null] } }],
  ['attributes email must be a list of strings', { settings: { metadata, attributes: { email: 5 } } }],
  ["groupOverage must be 'refuse' or an object", { settings: { metadata, groupOverage: 'ask' } }],
  [
    "must be the id (a GUID) of an Entra tenant, is 'co",
    { settings: { metadata, groupOverage: { tenantId: 'common' } } },
  ],
  ['certificates must be a list of strings', { settings: { metadata, certificates: 'x' } }],
  ["is 'nobody'", { preset: 'nobody' as never }],
  ["type must be 'saml' or 'oidc'", { type: 'ldap' as never }],
  ["provisioning mode must be 'jit'", { provisioning: { mode: 'all' } as never }],
])('never throws for what somebody has set, and says: %s', (problem, changes) => {
  const { connection, problems } = read({ ...saml, ...changes })
  expect(connection).toBeNull()
  expect(problems.join('; ')).toContain(problem)
})
test('takes no client authentication without a method', () => {
  const settings = { ...oidc.settings, clientAuthentication: {} }
  expect(read({ ...oidc, settings }).problems).toEqual(['clientAuthentication needs method'])
})
test('tells no secret in a problem', () => {
  const { problems } = read(oidc, () => ({
    clientSecret: ['hunter2'],
    groupOverage: { clientSecret: 5, tenantId: 'x' },
  }))
  expect(problems.join()).toContain('clientSecret must be a string')
  expect(problems.join()).not.toContain('hunter2')
})
