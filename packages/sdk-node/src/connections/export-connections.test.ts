import { beforeEach, describe, expect, test } from 'vitest'
import {
  createCertificateFor,
  createConnectionsBench,
  day,
  metadataOf,
  refusal,
  secret,
  type ConnectionsBench,
} from '../../test/support/connections-bench.ts'
import { createTestKey } from '../testing/create-test-key.ts'
import { createSecretBox } from '../stores/secret-box.ts'
import type { ConnectionExport } from './manage-connections.ts'

const good = createCertificateFor(900)
const metadata = metadataOf([good])
const ours = await createTestKey()
let staging: ConnectionsBench
let production: ConnectionsBench

beforeEach(async () => {
  staging = await createConnectionsBench()
  production = await createConnectionsBench()
  const connections = staging.instance({ discoverIssuer: async () => null })
  const metadataUrl = staging.serve('/metadata', { body: metadata })
  const provisioning = { mode: 'pre-provisioned', matchBy: 'username', caseSensitive: true } as const
  await connections.create('acme', {
    id: 'saml',
    type: 'saml',
    preset: 'okta',
    metadataUrl,
    signingKey: ours,
    provisioning,
  })
  const clientAuthentication = { method: 'client_secret_post', clientSecret: 'hunter2' }
  const oidc = { type: 'oidc', issuer: 'https://idp.test', clientId: 'app', clientAuthentication } as const
  await connections.create('acme', { id: 'oidc', ...oidc })
  return () => Promise.all([staging.close(), production.close()])
})

describe('an export', () => {
  test('comes back from another environment as it went, without secrets and without hosts of ours', async () => {
    const exported = await staging.connections.exportAll('acme')
    expect(exported).toMatchObject({
      format: 'launchpad-sso/connections/1',
      connections: [
        { id: 'oidc', secrets: ['clientSecret'] },
        { id: 'saml', secrets: ['signingKey'], preset: 'okta' },
      ],
    })
    const text = JSON.stringify(exported)
    for (const word of ['hunter2', 'PRIVATE KEY', 'app.example.test', 'sealed']) expect(text).not.toContain(word)
    const imported = await production.connections.importAll('acme', JSON.parse(text) as ConnectionExport)
    expect(imported.map(({ id, status }) => [id, status])).toEqual([
      ['oidc', 'draft'],
      ['saml', 'draft'],
    ])
    const again = await production.connections.exportAll('acme')
    const withoutSecrets = exported.connections.map((one) => ({ ...one, secrets: [] }))
    expect(again).toEqual({ ...exported, connections: withoutSecrets })
    // Nobody was asked: the network of production may be closed.
    expect(staging.asked).toEqual(['/metadata'])
    expect(
      (await production.events()).map(({ type, data }) => [type, (data as { imported: boolean }).imported]),
    ).toEqual([
      ['connection.created', true],
      ['connection.created', true],
    ])
  })

  test('says after the import which secrets have to be given, and takes them', async () => {
    await production.connections.importAll('acme', await staging.connections.exportAll('acme'))
    const { connections } = production
    expect((await connections.get('acme', 'oidc')).missing).toEqual([expect.stringContaining('clientAuthentication')])
    expect((await connections.get('acme', 'saml')).missing).toEqual([expect.stringContaining('signingKey.privateKey')])
    expect((await refusal(connections.activate('acme', 'saml'))).code).toBe('CONNECTION_INVALID')
    expect(await connections.update('acme', 'oidc', { clientSecret: 'other' })).toMatchObject({
      missing: [],
      settings: { clientAuthentication: { method: 'client_secret_post' } },
    })
    expect(await connections.update('acme', 'saml', { signingKey: ours })).toMatchObject({ missing: [] })
  })

  test('leaves a rollover where its key is', async () => {
    await staging.connections.beginKeyRollover('acme', 'saml')
    const { connections } = await staging.connections.exportAll('acme')
    expect(connections[1]).toMatchObject({ id: 'saml', secrets: ['signingKey'] })
    expect(connections[1]?.settings).not.toHaveProperty('nextSigningCertificate')
  })

  test('of nobody is refused', async () => {
    expect((await refusal(staging.connections.exportAll('nobody'))).code).toBe('ORGANIZATION_NOT_FOUND')
  })
})

describe('an import', () => {
  test('can be done again: the second changes nothing', async () => {
    const exported = await staging.connections.exportAll('acme')
    const first = await production.connections.importAll('acme', exported)
    const events = await production.events()
    expect(await production.connections.importAll('acme', exported)).toEqual(first)
    expect(await production.events()).toEqual(events)
  })

  test('updates what is there, and its secrets and status stay', async () => {
    const exported = await staging.connections.exportAll('acme')
    await production.connections.importAll('acme', exported)
    const key = await createTestKey()
    await production.connections.update('acme', 'saml', { signingKey: key, clockSkewSeconds: 9 })
    await production.connections.activate('acme', 'saml')
    await staging.connections.update('acme', 'saml', { forceAuthn: true })
    const [, saml] = await production.connections.importAll('acme', await staging.connections.exportAll('acme'))
    expect(saml).toMatchObject({ status: 'active', secrets: ['signingKey'], missing: [] })
    expect(saml?.settings).toMatchObject({ forceAuthn: true, signingKey: { certificate: key.certificate } })
    expect(saml?.settings).not.toHaveProperty('clockSkewSeconds')
    expect((await production.events()).at(-1)).toMatchObject({ type: 'connection.updated', data: { secrets: [] } })
  })

  test('of a connection with SCIM is a draft that has it when it is activated', async () => {
    await staging.connections.activate('acme', 'saml')
    await staging.connections.update('acme', 'saml', { provisioning: { mode: 'scim' } })
    const exported = await staging.connections.exportAll('acme')
    const imported = await production.connections.importAll('acme', exported)
    expect(imported[1]).toMatchObject({ status: 'draft', provisioning: { mode: 'scim' } })
    expect((await refusal(production.connections.importAll('acme-north', exported))).code).toBe('CONNECTION_CONFLICT')
  })

  test('asks the URL when the document is not there', async () => {
    const [, saml] = (await staging.connections.exportAll('acme')).connections
    const { metadata: _, ...settings } = saml?.settings ?? {}
    const exported = { format: 'launchpad-sso/connections/1', connections: [{ ...saml, settings }] } as ConnectionExport
    const instance = production.instance({ fetchWithin: staging.tools.fetchWithin })
    expect(await instance.importAll('acme', exported)).toMatchObject([{ settings: { metadata } }])
    expect(staging.asked).toEqual(['/metadata', '/metadata'])
  })

  test('reads metadata anew as soon as the connection is active', async () => {
    await production.connections.importAll('acme', await staging.connections.exportAll('acme'))
    await production.connections.update('acme', 'saml', { signingKey: null })
    await production.connections.activate('acme', 'saml')
    const instance = production.instance({ fetchWithin: staging.tools.fetchWithin })
    expect(await instance.maintain()).toMatchObject({ refreshed: ['saml'] })
  })

  test('is all or nothing when anything is wrong', async () => {
    const { format, connections } = await staging.connections.exportAll('acme')
    const [oidc, saml] = connections
    await production.connections.create('globex', { id: 'theirs', type: 'saml' })
    await production.connections.create('acme', { id: 'swapped', type: 'saml' })
    const before = await production.events()
    const cases: readonly (readonly [unknown, string, string])[] = [
      [null, 'CONNECTION_INVALID', 'wanted an export'],
      [{ format: 'other/1', connections: [] }, 'CONNECTION_INVALID', 'wanted an export'],
      [{ format, connections: {} }, 'CONNECTION_INVALID', 'wanted an export'],
      [{ format, connections, more: 1 }, 'CONNECTION_INVALID', "does not know 'more'"],
      [{ format, connections: [oidc, null] }, 'CONNECTION_INVALID', 'connections[1]: wanted an object'],
      [{ format, connections: [oidc, oidc] }, 'CONNECTION_INVALID', "id 'oidc' is there twice"],
      [{ format, connections: [oidc, { ...saml, status: 'active' }] }, 'CONNECTION_INVALID', "does not know 'status'"],
      [{ format, connections: [oidc, { ...saml, id: undefined }] }, 'CONNECTION_INVALID', 'needs an id'],
      [{ format, connections: [oidc, { ...saml, secrets: null }] }, 'CONNECTION_INVALID', 'list of names'],
      [{ format, connections: [oidc, { ...saml, settings: { nope: 1 } }] }, 'CONNECTION_INVALID', "setting 'nope'"],
      [{ format, connections: [oidc, { ...saml, settings: { id: 'x' } }] }, 'CONNECTION_INVALID', 'must not have id'],
      [
        { format, connections: [{ ...oidc, settings: { clientSecret: 'x' } }] },
        'CONNECTION_INVALID',
        'holds no secrets',
      ],
      [
        { format, connections: [oidc, { ...saml, settings: { clockSkewSeconds: -1 } }] },
        'CONNECTION_INVALID',
        'clockSkew',
      ],
      [{ format, connections: [oidc, { ...saml, settings: { metadata: '<x/>' } }] }, 'SAML_METADATA_INVALID', ''],
      [{ format, connections: [oidc, { ...saml, id: 'theirs' }] }, 'CONNECTION_CONFLICT', 'another connection has it'],
      [{ format, connections: [oidc, { ...saml, id: 'identity' }] }, 'CONNECTION_CONFLICT', 'options'],
      [{ format, connections: [{ ...oidc, id: 'swapped' }] }, 'CONNECTION_CONFLICT', "type 'saml'"],
    ]
    for (const [exported, code, words] of cases) {
      const got = await refusal(production.connections.importAll('acme', exported as ConnectionExport))
      expect(got).toMatchObject({ code, detail: expect.stringContaining(words) })
    }
    const whole = { format, connections } as ConnectionExport
    expect((await refusal(production.connections.importAll('nobody', whole))).code).toBe('ORGANIZATION_NOT_FOUND')
    expect((await production.store.connections.list('acme')).map(({ id }) => id)).toEqual(['swapped'])
    expect(await production.events()).toEqual(before)
  })

  test('leaves an active connection complete', async () => {
    const exported = await staging.connections.exportAll('acme')
    await production.connections.create('acme', { id: 'saml', type: 'saml', metadata })
    await production.connections.activate('acme', 'saml')
    expect((await refusal(production.connections.importAll('acme', exported))).detail).toContain('must stay complete')
    expect(await production.connections.list('acme')).toHaveLength(1)
  })

  test('that died in between is finished by the same import again', async () => {
    const exported = await staging.connections.exportAll('acme')
    const { store } = production
    let writes = 0
    const connections = {
      ...store.connections,
      insert: (...given: Parameters<typeof store.connections.insert>) =>
        (writes += 1) > 1 ? Promise.reject(new Error('killed')) : store.connections.insert(...given),
    }
    const dying = production.instance({ store: { ...store, connections } })
    await expect(dying.importAll('acme', exported)).rejects.toThrow('killed')
    expect(await production.connections.list('acme')).toMatchObject([{ id: 'oidc' }])
    expect(await production.connections.importAll('acme', exported)).toHaveLength(2)
    expect(await production.events()).toHaveLength(2)
  })
})

describe('resealing', () => {
  const next = 'n'.repeat(32)

  test('seals with the first secret, so that the old one may go', async () => {
    const rotated = staging.instance({ secretBox: createSecretBox([next, secret]) })
    const before = await staging.events()
    expect(await rotated.resealSecrets('acme')).toBe(2)
    expect(await rotated.resealSecrets('acme')).toBe(0)
    expect(await staging.events()).toEqual(before)
    const alone = staging.instance({ secretBox: createSecretBox([next]) })
    expect((await alone.get('acme', 'oidc')).secrets).toEqual(['clientSecret'])
    expect(await alone.update('acme', 'oidc', { clientSecret: 'new' })).toMatchObject({ secrets: ['clientSecret'] })
  })

  test('is refused when the old secret is gone already, and the connections are still shown', async () => {
    const tooLate = staging.instance({ secretBox: createSecretBox([next]) })
    expect((await refusal(tooLate.resealSecrets('acme'))).code).toBe('CONFIG_INVALID')
    const [oidc] = await tooLate.list('acme')
    expect(oidc?.missing).toEqual([expect.stringContaining('cannot be opened')])
    expect((await refusal(tooLate.resealSecrets('nobody'))).code).toBe('ORGANIZATION_NOT_FOUND')
  })

  test('passes over a connection that is removed meanwhile', async () => {
    const { store } = staging
    const stale = await store.connections.list('acme')
    await staging.connections.remove('acme', 'oidc')
    const connections = { ...store.connections, list: async () => stale }
    const rotated = staging.instance({
      store: { ...store, connections },
      secretBox: createSecretBox([next, secret]),
    })
    staging.pass(day)
    expect(await rotated.resealSecrets('acme')).toBe(1)
  })
})
