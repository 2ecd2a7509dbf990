import { beforeEach, describe, expect, test } from 'vitest'
import {
  createCertificateFor,
  createConnectionsBench,
  fingerprintOf,
  metadataOf,
  refusal,
  type ConnectionsBench,
} from '../../test/support/connections-bench.ts'
import type { ConnectionRecord, TestReport } from '../model/connection-record.ts'
import { createTestKey } from '../testing/create-test-key.ts'

const first = createCertificateFor(900)
const second = createCertificateFor(901)
const ours = await createTestKey()
const metadata = metadataOf([first])
let bench: ConnectionsBench

beforeEach(async () => {
  bench = await createConnectionsBench()
  return () => bench.close()
})

async function makeActive(id = 'acme'): Promise<void> {
  await bench.connections.create('acme', { id, type: 'saml', metadata })
  await bench.connections.activate('acme', id)
}

async function passTest(id = 'acme'): Promise<void> {
  const record = (await bench.store.connections.find(id)) as ConnectionRecord
  const lastTest: TestReport = {
    id: 'test',
    at: bench.now(),
    outcome: 'passed',
    code: null,
    checks: [],
    claims: {},
    identity: {},
  }
  await bench.store.connections.replace({ ...record, lastTest, version: record.version + 1 })
}

async function lastEvent(): Promise<unknown> {
  return (await bench.events()).at(-1)
}

describe('update', () => {
  test('changes what is given, and tells only that', async () => {
    await bench.connections.create('acme', { id: 'acme', type: 'saml', metadata, forceAuthn: true })
    bench.pass(1000)
    const changed = await bench.connections.update('acme', 'acme', { name: 'Acme Inc', clockSkewSeconds: 5 })
    expect(changed).toMatchObject({ name: 'Acme Inc', version: 2, updatedAt: bench.now() })
    expect(changed.settings).toEqual({ metadata, forceAuthn: true, clockSkewSeconds: 5 })
    expect(await lastEvent()).toMatchObject({
      type: 'connection.updated',
      data: {
        old: { name: 'ACME', settings: {} },
        new: { name: 'Acme Inc', settings: { clockSkewSeconds: 5 } },
        secrets: [],
      },
    })
  })

  test('writes nothing when nothing changes', async () => {
    await bench.connections.create('acme', { id: 'acme', type: 'saml', metadata, signingKey: ours, name: 'Acme' })
    const same = { metadata, signingKey: ours, name: 'Acme', preset: 'custom', provisioning: { mode: 'jit' } } as const
    expect(await bench.connections.update('acme', 'acme', same)).toMatchObject({ version: 1 })
    expect(await bench.connections.update('acme', 'acme', {})).toMatchObject({ version: 1 })
    expect(await bench.events()).toHaveLength(1)
  })

  test('removes what is null, and goes back to the defaults', async () => {
    const provisioning = { mode: 'pre-provisioned', matchBy: 'username' } as const
    const draft = {
      id: 'acme',
      type: 'saml',
      name: 'A',
      preset: 'okta',
      metadata,
      forceAuthn: true,
      provisioning,
    } as const
    await bench.connections.create('acme', draft)
    const gone = { name: null, preset: null, forceAuthn: null, provisioning: null }
    expect(await bench.connections.update('acme', 'acme', gone as never)).toMatchObject({
      name: 'ACME',
      preset: 'custom',
      settings: { metadata },
      provisioning: { mode: 'jit', matchBy: 'email', caseSensitive: false },
    })
  })

  test('keeps a null that is a value: no NameID format, whatever the preset says', async () => {
    await bench.connections.create('acme', { id: 'acme', type: 'saml', preset: 'fluig', metadata })
    const { settings } = await bench.connections.update('acme', 'acme', { nameIdFormat: null })
    expect(settings).toEqual({ metadata, nameIdFormat: null })
  })

  test('lets a document take the place of a URL, and a URL that of a document', async () => {
    await bench.connections.create('acme', { id: 'acme', type: 'saml', metadata })
    const metadataUrl = bench.serve('/new', { body: metadataOf([second]) })
    const byUrl = await bench.connections.update('acme', 'acme', { metadataUrl })
    expect(byUrl).toMatchObject({ metadataRefresh: { url: metadataUrl }, settings: { metadata: metadataOf([second]) } })
    const byText = await bench.connections.update('acme', 'acme', { metadata })
    expect(byText).toMatchObject({ metadataRefresh: null, settings: { metadata } })
    expect(byText.settings).not.toHaveProperty('metadataUrl')
  })

  test('keeps the document when its URL is removed, and takes no half of the pair', async () => {
    const metadataUrl = bench.serve('/metadata', { body: metadata })
    await bench.connections.create('acme', { id: 'acme', type: 'saml', metadataUrl })
    const without = { metadata: null } as never
    expect((await refusal(bench.connections.update('acme', 'acme', without))).detail).toContain('remove that as well')
    const kept = await bench.connections.update('acme', 'acme', { metadataUrl: null })
    expect(kept).toMatchObject({ metadataRefresh: null, settings: { metadata } })
    const none = await bench.connections.update('acme', 'acme', without)
    expect(none.missing).toHaveLength(1)
  })

  test('refuses an entity ID that the metadata does not name', async () => {
    await makeActive()
    const { code } = await refusal(bench.connections.update('acme', 'acme', { idpEntityId: 'https://other.test' }))
    expect(code).toBe('CONNECTION_INVALID')
  })

  test('leaves an active connection complete', async () => {
    await makeActive()
    const { code, detail } = await refusal(bench.connections.update('acme', 'acme', { metadata: null }))
    expect(code).toBe('CONNECTION_INVALID')
    expect(detail).toContain('must stay complete')
    await bench.connections.deactivate('acme', 'acme')
    expect(await bench.connections.update('acme', 'acme', { metadata: null })).toMatchObject({ status: 'inactive' })
  })

  test('repairs one thing while another, which time has broken, is still broken', async () => {
    await bench.connections.create('acme', {
      id: 'acme',
      type: 'saml',
      metadata: metadataOf([createCertificateFor(10)]),
    })
    await bench.connections.activate('acme', 'acme')
    bench.pass(20 * 24 * 3600 * 1000)
    expect((await bench.connections.get('acme', 'acme')).missing.join()).toContain('expired')
    expect(await bench.connections.update('acme', 'acme', { certificates: [second] })).toMatchObject({ version: 3 })
    const wrong = await refusal(bench.connections.update('acme', 'acme', { clockSkewSeconds: -1 }))
    expect(wrong).toMatchObject({ code: 'CONNECTION_INVALID', detail: expect.not.stringContaining('expired') })
  })

  test('refuses what never changes', async () => {
    await makeActive()
    for (const changes of [{ id: 'other' }, { type: 'oidc' }, { status: 'draft' }, { domains: [] }, null, []])
      expect((await refusal(bench.connections.update('acme', 'acme', changes as never))).code).toBe(
        'CONNECTION_INVALID',
      )
  })

  test('asks an issuer when it is another one, and only then', async () => {
    const asked: string[] = []
    const connections = bench.instance({ discoverIssuer: async ({ issuer }) => void asked.push(issuer) })
    await connections.create('acme', { id: 'oidc', type: 'oidc', issuer: 'https://one.test', clientId: 'app' })
    await connections.update('acme', 'oidc', { clientId: 'other' })
    await connections.update('acme', 'oidc', { issuer: 'https://two.test' })
    await connections.activate('acme', 'oidc')
    expect(asked).toEqual(['https://one.test', 'https://two.test', 'https://two.test'])
  })
})

describe('client secrets', () => {
  beforeEach(async () => {
    const connections = bench.instance({ discoverIssuer: async () => null })
    const clientAuthentication = { method: 'client_secret_post', clientSecret: 'one' }
    const draft = {
      id: 'oidc',
      type: 'oidc',
      issuer: 'https://idp.test',
      clientId: 'app',
      clientAuthentication,
    } as const
    await connections.create('acme', draft)
  })

  test('are replaced without a word about them but their name', async () => {
    const changed = await bench.connections.update('acme', 'oidc', { clientSecret: 'hunter2' })
    expect(changed).toMatchObject({ version: 2, settings: { clientAuthentication: { method: 'client_secret_post' } } })
    expect(await lastEvent()).toMatchObject({ data: { old: {}, new: {}, secrets: ['clientSecret'] } })
    expect(JSON.stringify([changed, await bench.events()])).not.toContain('hunter2')
    const record = (await bench.store.connections.find('oidc')) as ConnectionRecord
    expect(bench.tools.readRecord(record, { id: 'acme', name: 'Acme' }).connection).toMatchObject({
      clientAuthentication: { method: 'client_secret_post', clientSecret: 'hunter2' },
    })
  })

  test('do not go to another issuer than the one they were given for', async () => {
    const connections = bench.instance({ discoverIssuer: async () => null })
    const changed = await connections.update('acme', 'oidc', { issuer: 'https://other.test' })
    expect(changed).toMatchObject({ secrets: [], settings: { clientAuthentication: { method: 'client_secret_post' } } })
    expect(changed.missing).toEqual([expect.stringContaining('clientAuthentication')])
    expect(await lastEvent()).toMatchObject({ data: { secrets: ['clientSecret'] } })
    await connections.update('acme', 'oidc', { issuer: 'https://idp.test', clientSecret: 'two' })
    await connections.update('acme', 'oidc', { issuer: null })
    expect((await connections.update('acme', 'oidc', { issuer: 'https://other.test' })).secrets).toEqual([])
    const both = await connections.update('acme', 'oidc', { issuer: 'https://third.test', clientSecret: 'three' })
    expect(both).toMatchObject({ secrets: ['clientSecret'], missing: [] })
    await connections.activate('acme', 'oidc')
    const { code } = await refusal(connections.update('acme', 'oidc', { issuer: 'https://other.test' }))
    expect(code).toBe('CONNECTION_INVALID')
  })

  test('do not go to another issuer by an import either', async () => {
    const exported = await bench.connections.exportAll('acme')
    const moved = JSON.parse(JSON.stringify(exported).replace('https://idp.test', 'https://other.test')) as never
    expect(await bench.connections.importAll('acme', moved)).toMatchObject([{ secrets: [] }])
  })

  test('are removed by their name', async () => {
    const changed = await bench.connections.update('acme', 'oidc', { clientSecret: null })
    expect(changed).toMatchObject({ secrets: [], missing: [] })
    expect(await bench.store.connections.find('oidc')).toMatchObject({ sealedSecrets: null })
    expect(await lastEvent()).toMatchObject({ data: { secrets: ['clientSecret'] } })
  })
})

describe('ids', () => {
  test('of another organization, and of nobody, are not found by any verb', async () => {
    await bench.connections.create('globex', { id: 'theirs', type: 'saml', metadata })
    const { connections: all } = bench
    const before = await bench.store.connections.find('theirs')
    for (const id of ['theirs', 'nobody', 'No Body', "'", '', null, undefined, 5, {}, '__proto__']) {
      for (const verb of [
        'get',
        'guide',
        'activate',
        'deactivate',
        'remove',
        'refreshMetadata',
        'beginKeyRollover',
        'finishKeyRollover',
      ] as const)
        expect([id, verb, (await refusal(all[verb]('acme', id as string))).code]).toEqual([
          id,
          verb,
          'CONNECTION_NOT_FOUND',
        ])
      expect((await refusal(all.update('acme', id as string, { name: 'Mine' }))).code).toBe('CONNECTION_NOT_FOUND')
    }
    expect((await refusal(all.get(null as never, 'theirs'))).code).toBe('CONNECTION_NOT_FOUND')
    expect(await bench.store.connections.find('theirs')).toEqual(before)
    expect(await bench.events('acme')).toEqual([])
  })
})

describe('activation', () => {
  test('is recorded as tested after a test that passed', async () => {
    await bench.connections.create('acme', { id: 'acme', type: 'saml', metadata })
    await passTest()
    expect(await bench.connections.activate('acme', 'acme')).toMatchObject({ status: 'active' })
    expect(await lastEvent()).toMatchObject({
      type: 'connection.activated',
      data: { old: { status: 'draft' }, new: { status: 'active' }, tested: true },
    })
  })

  test('is allowed and recorded without a test, and after a change of settings since', async () => {
    await makeActive()
    expect(await lastEvent()).toMatchObject({ data: { tested: false } })
    await bench.connections.deactivate('acme', 'acme')
    await passTest()
    expect(await bench.connections.update('acme', 'acme', { name: 'Other' })).toMatchObject({
      lastTest: { id: 'test' },
    })
    expect(await bench.connections.update('acme', 'acme', { forceAuthn: true })).toMatchObject({ lastTest: null })
    await bench.connections.activate('acme', 'acme')
    expect(await lastEvent()).toMatchObject({ data: { old: { status: 'inactive' }, tested: false } })
  })

  test('of one that is not complete names what is missing', async () => {
    await bench.connections.create('acme', { id: 'acme', type: 'saml', preset: 'entra' })
    const { code, detail } = await refusal(bench.connections.activate('acme', 'acme'))
    expect(code).toBe('CONNECTION_INVALID')
    expect(detail).toContain("the identity provider's metadata")
    expect(await bench.store.connections.find('acme')).toMatchObject({ status: 'draft', version: 1 })
  })

  test('asks the issuer, which may be gone since', async () => {
    const friendly = bench.instance({ discoverIssuer: async () => null })
    await friendly.create('acme', { id: 'oidc', type: 'oidc', issuer: `${bench.origin}/gone`, clientId: 'app' })
    expect((await refusal(bench.connections.activate('acme', 'oidc'))).code).toBe('OIDC_DISCOVERY_FAILED')
    expect(await bench.store.connections.find('oidc')).toMatchObject({ status: 'draft' })
  })

  test('and deactivation want the other state', async () => {
    await makeActive()
    expect((await refusal(bench.connections.activate('acme', 'acme'))).code).toBe('CONNECTION_CONFLICT')
    expect(await bench.connections.deactivate('acme', 'acme')).toMatchObject({ status: 'inactive' })
    expect((await refusal(bench.connections.deactivate('acme', 'acme'))).code).toBe('CONNECTION_CONFLICT')
    expect((await bench.events()).map(({ type }) => type)).toEqual([
      'connection.created',
      'connection.activated',
      'connection.deactivated',
    ])
  })
})

describe('SCIM', () => {
  const scim = { provisioning: { mode: 'scim' } } as const

  test('is for an active connection', async () => {
    await bench.connections.create('acme', { id: 'acme', type: 'saml', metadata })
    const { code, detail } = await refusal(bench.connections.update('acme', 'acme', scim))
    expect([code, detail]).toEqual(['CONNECTION_CONFLICT', expect.stringContaining("active connection, it is 'draft'")])
    await bench.connections.activate('acme', 'acme')
    expect(await bench.connections.update('acme', 'acme', scim)).toMatchObject(scim)
    expect(await lastEvent()).toMatchObject({
      data: { old: { provisioning: { mode: 'jit' } }, new: { provisioning: { mode: 'scim' } } },
    })
    // What was switched on stays on while the connection is off.
    await bench.connections.deactivate('acme', 'acme')
    expect(await bench.connections.update('acme', 'acme', { name: 'Off' })).toMatchObject(scim)
  })

  test('is not for a sub-organization', async () => {
    await bench.connections.create('acme-north', { id: 'north', type: 'saml', metadata })
    await bench.connections.activate('acme-north', 'north')
    const { code, detail } = await refusal(bench.connections.update('acme-north', 'north', scim))
    expect([code, detail]).toEqual(['CONNECTION_CONFLICT', expect.stringContaining("main organization 'acme'")])
  })

  test('is not for OpenID Connect with Okta, whichever is said first', async () => {
    const connections = bench.instance({ discoverIssuer: async () => null })
    const oidc = { type: 'oidc', issuer: 'https://idp.test', clientId: 'app' } as const
    for (const [id, preset] of [
      ['okta', 'okta'],
      ['other', 'custom'],
    ] as const) {
      await connections.create('acme', { ...oidc, id, preset })
      await connections.activate('acme', id)
    }
    expect((await refusal(connections.update('acme', 'okta', scim))).detail).toContain('make the connection SAML')
    await connections.update('acme', 'other', scim)
    expect((await refusal(connections.update('acme', 'other', { preset: 'okta' }))).code).toBe('CONNECTION_CONFLICT')
  })
})

describe('writers at the same time', () => {
  test('lose nothing of each other, or are told', async () => {
    await makeActive()
    const changes = [{ name: 'One' }, { forceAuthn: true }, { clockSkewSeconds: 7 }]
    const all = await Promise.all(changes.map((one) => refusal(bench.connections.update('acme', 'acme', one))))
    expect(all.map(({ code }) => code)).toEqual(['none', 'none', 'none'])
    expect(await bench.connections.get('acme', 'acme')).toMatchObject({
      name: 'One',
      version: 5,
      settings: { forceAuthn: true, clockSkewSeconds: 7 },
    })
  })

  test('who always come too late are told', async () => {
    await makeActive()
    const connections = { ...bench.store.connections, replace: async () => false }
    const unlucky = bench.instance({ store: { ...bench.store, connections } })
    expect((await refusal(unlucky.update('acme', 'acme', { name: 'One' }))).code).toBe('WRITE_CONFLICT')
  })
})

describe('removal', () => {
  test('leaves an event with what was there, and nothing else', async () => {
    await bench.connections.create('acme', { id: 'acme', type: 'saml', metadata, signingKey: ours })
    await bench.connections.remove('acme', 'acme')
    expect(await bench.store.connections.find('acme')).toBeNull()
    const event = await lastEvent()
    expect(event).toMatchObject({
      type: 'connection.deleted',
      data: { old: { name: 'ACME', type: 'saml' }, new: null },
    })
    expect(JSON.stringify(event)).not.toContain('PRIVATE KEY')
    expect((await refusal(bench.connections.remove('acme', 'acme'))).code).toBe('CONNECTION_NOT_FOUND')
  })
})

describe('a rollover of our key', () => {
  const fingerprints = async (): Promise<Record<string, readonly string[]>> => {
    const { certificates } = await bench.connections.get('acme', 'acme')
    return Object.fromEntries(
      ['sp-signing current', 'sp-signing next', 'sp-decryption current'].map((kind) => [
        kind,
        certificates.filter(({ use, role }) => `${use} ${role}` === kind).map(({ fingerprint }) => fingerprint),
      ]),
    )
  }
  const read = async (): Promise<unknown> => {
    const record = (await bench.store.connections.find('acme')) as ConnectionRecord
    return bench.tools.readRecord(record, { id: 'acme', name: 'Acme' }).connection
  }

  test('publishes the new one, then signs with it, and opens with the old one until the next', async () => {
    const old = fingerprintOf(ours.certificate)
    const keys = { signingKey: ours, decryptionKeys: [ours] }
    await bench.connections.create('acme', { id: 'acme', type: 'saml', metadata, ...keys })
    const begun = await bench.connections.beginKeyRollover('acme', 'acme')
    const during = await fingerprints()
    const [next = ''] = during['sp-signing next'] ?? []
    expect(during).toEqual({
      'sp-signing current': [old],
      'sp-signing next': [next],
      'sp-decryption current': [next, old],
    })
    expect(begun).toMatchObject({ missing: [], secrets: ['decryptionKeys', 'nextSigningKey', 'signingKey'] })
    const expiresAt = begun.certificates.find(({ role }) => role === 'next')?.expiresAt
    expect(expiresAt).toEqual(new Date('2029-03-01T12:00:00.000Z'))
    // Signs with the old one, publishes and decrypts with both.
    expect(await read()).toMatchObject({
      signingKey: ours,
      nextSigningCertificate: begun.settings['nextSigningCertificate'],
      decryptionKeys: [{ certificate: begun.settings['nextSigningCertificate'] }, ours],
    })
    expect(await lastEvent()).toMatchObject({
      type: 'connection.updated',
      data: { secrets: ['decryptionKeys', 'nextSigningKey'] },
    })

    const finished = await bench.connections.finishKeyRollover('acme', 'acme')
    expect(await fingerprints()).toEqual({
      'sp-signing current': [next],
      'sp-signing next': [],
      'sp-decryption current': [next, old],
    })
    expect(finished).toMatchObject({ missing: [], secrets: ['decryptionKeys', 'signingKey'] })
    expect(await read()).toMatchObject({
      signingKey: { certificate: begun.settings['nextSigningCertificate'] },
      nextSigningCertificate: null,
    })
    await bench.connections.beginKeyRollover('acme', 'acme')
    const again = await fingerprints()
    expect(again['sp-decryption current']).toEqual([again['sp-signing next']?.[0], next])
    expect(JSON.stringify([finished, await bench.events()])).not.toContain('PRIVATE KEY')
  })

  test('gives a first key to a connection without one, and publishes none for encryption', async () => {
    await makeActive()
    await bench.connections.beginKeyRollover('acme', 'acme')
    const finished = await bench.connections.finishKeyRollover('acme', 'acme')
    expect(finished).toMatchObject({ status: 'active', secrets: ['signingKey'], missing: [] })
    expect((await fingerprints())['sp-decryption current']).toEqual([])
  })

  test('is one at a time, for SAML only', async () => {
    await makeActive()
    expect((await refusal(bench.connections.finishKeyRollover('acme', 'acme'))).code).toBe('CONNECTION_CONFLICT')
    const both = await Promise.all([1, 2].map(() => refusal(bench.connections.beginKeyRollover('acme', 'acme'))))
    expect(both.map(({ code }) => code).toSorted()).toEqual(['CONNECTION_CONFLICT', 'none'])
    await bench.connections.create('acme', { id: 'oidc', type: 'oidc' })
    expect((await refusal(bench.connections.beginKeyRollover('acme', 'oidc'))).detail).toContain('OpenID Connect')
  })

  test('is given up by removing its certificate', async () => {
    await makeActive()
    await bench.connections.beginKeyRollover('acme', 'acme')
    expect(await bench.connections.update('acme', 'acme', { nextSigningCertificate: null })).toMatchObject({
      secrets: [],
    })
    expect((await refusal(bench.connections.finishKeyRollover('acme', 'acme'))).code).toBe('CONNECTION_CONFLICT')
  })
})
