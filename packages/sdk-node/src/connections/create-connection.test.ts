import { beforeEach, describe, expect, test } from 'vitest'
import {
  createCertificateFor,
  createConnectionsBench,
  day,
  fingerprintOf,
  metadataOf,
  refusal,
  type ConnectionsBench,
} from '../../test/support/connections-bench.ts'
import { createFakeSamlIdp } from '../testing/fake-saml-idp.ts'
import { createTestKey } from '../testing/create-test-key.ts'
import { createGuardedFetch } from '../node/guarded-fetch.ts'

const idp = await createFakeSamlIdp()
const ours = await createTestKey()
const good = createCertificateFor(900)
const expired = createCertificateFor(-1)
let bench: ConnectionsBench

beforeEach(async () => {
  bench = await createConnectionsBench()
  return () => bench.close()
})

/** Nothing was written, not even an event. */
async function expectNothing(): Promise<void> {
  expect(await bench.store.connections.list('acme')).toEqual([])
  expect(await bench.events()).toEqual([])
}

describe('a draft', () => {
  test('is made of metadata XML, complete', async () => {
    const made = await bench.connections.create('acme', { type: 'saml', preset: 'okta', metadata: idp.metadata })
    expect(made).toMatchObject({
      organizationId: 'acme',
      name: 'ACME',
      status: 'draft',
      preset: 'okta',
      settings: { metadata: idp.metadata },
      provisioning: { mode: 'jit', matchBy: 'email', caseSensitive: false },
      metadataRefresh: null,
      secrets: [],
      certificates: [{ use: 'idp-signing', role: 'current', fingerprint: fingerprintOf(idp.certificate) }],
      missing: [],
      version: 1,
    })
    expect(made).not.toHaveProperty('sealedSecrets')
    expect(await bench.connections.get('acme', made.id)).toEqual(made)
    expect(await bench.connections.list('acme')).toEqual([made])
    expect(await bench.connections.list('globex')).toEqual([])
  })

  test('is made of a metadata URL, read now', async () => {
    const metadataUrl = bench.serve('/metadata', { body: idp.metadata })
    const made = await bench.connections.create('acme', { id: 'acme', type: 'saml', metadataUrl })
    expect(made).toMatchObject({
      settings: { metadataUrl, metadata: idp.metadata },
      metadataRefresh: { url: metadataUrl, fetchedAt: bench.now(), failure: null, retiring: [] },
      missing: [],
    })
    const next = made.metadataRefresh?.nextAt.getTime() ?? 0
    expect(next).toBeGreaterThan(bench.now().getTime() + day * 0.9)
    expect(next).toBeLessThanOrEqual(bench.now().getTime() + day)
  })

  test('is made of a preset alone, and says what is missing', async () => {
    const saml = await bench.connections.create('acme', { type: 'saml', preset: 'fluig' })
    expect(saml.missing).toEqual([expect.stringContaining("the identity provider's metadata")])
    const oidc = await bench.connections.create('acme', { type: 'oidc', preset: 'entra' })
    expect(oidc.missing).toEqual([expect.stringContaining('issuer'), expect.stringContaining('clientId')])
    const some = await bench.connections.create('acme', { type: 'saml', ssoUrl: 'https://idp.acme.test/sso' })
    expect(some.missing).toEqual([expect.stringContaining('idpEntityId'), expect.stringContaining('certificates')])
  })

  test('is made of the three values by hand', async () => {
    const byHand = { idpEntityId: 'https://idp.acme.test', ssoUrl: 'https://idp.acme.test/sso', certificates: [good] }
    const made = await bench.connections.create('acme', { type: 'saml', ...byHand })
    expect(made).toMatchObject({ missing: [], certificates: [{ use: 'idp-signing', role: 'current' }] })
  })

  test('is made of an issuer that says the same of itself', async () => {
    const issuer = bench.origin
    bench.serve('/.well-known/openid-configuration', { body: JSON.stringify(discovery(issuer)) })
    const made = await bench.connections.create('acme', {
      type: 'oidc',
      issuer,
      clientId: 'app',
      clientSecret: 'hunter2',
    })
    expect(made).toMatchObject({ missing: [], secrets: ['clientSecret'], settings: { issuer, clientId: 'app' } })
  })

  test('takes insecure options, and its event shows them', async () => {
    await bench.connections.create('acme', { type: 'saml', insecureAllowSha1: true, insecureAllowAnyDomain: true })
    const [event] = await bench.events()
    expect(event).toMatchObject({
      type: 'connection.created',
      outcome: 'success',
      data: {
        old: null,
        imported: false,
        new: { settings: { insecureAllowSha1: true, insecureAllowAnyDomain: true } },
      },
    })
  })

  test('says who made it', async () => {
    const context = { actor: { type: 'user', id: 'ana' }, ip: '192.0.2.1', userAgent: 'test' } as const
    const made = await bench.connections.create('acme', { type: 'saml' }, context)
    expect(made.createdBy).toEqual({ type: 'user', id: 'ana' })
    expect(await bench.events()).toMatchObject([
      { actor: { type: 'user', id: 'ana' }, ip: '192.0.2.1', target: { type: 'connection', id: made.id } },
    ])
  })

  test('warns of nothing when one of several certificates has expired before', async () => {
    const made = await bench.connections.create('acme', { type: 'saml', metadata: metadataOf([expired, good]) })
    expect(made.missing).toEqual([])
    expect(made.certificates.map(({ expiresAt }) => expiresAt > bench.now())).toEqual([false, true])
    await bench.connections.activate('acme', made.id)
    expect(await bench.connections.maintain()).toMatchObject({ warnings: 0 })
  })
})

describe('bad input is refused, and nothing is written', () => {
  test.each<[string, unknown, string]>([
    ['no object', null, 'must be an object'],
    ['a list', [], 'must be an object'],
    ['no type', {}, "type must be 'saml' or 'oidc'"],
    ['another type', { type: 'ldap' }, "type must be 'saml' or 'oidc', is \"ldap\""],
    ['more certificates than anybody needs', { type: 'saml', certificates: Array(21).fill(good) }, 'at most 20'],
    ['an unknown setting', { type: 'saml', metadataURL: 'x' }, "does not know the setting 'metadataURL'"],
    ['a setting of the other type', { type: 'saml', issuer: 'https://idp.acme.test' }, "it is one of 'oidc'"],
    ['domains', { type: 'saml', domains: ['acme.test'] }, 'auth.domains.add'],
    ['an organization', { type: 'saml', organization: { id: 'globex' } }, 'first argument'],
    ['a status', { type: 'saml', status: 'active' }, 'activate and deactivate'],
    ['a key for a rollover', { type: 'saml', nextSigningKey: {} }, 'beginKeyRollover'],
    ['an id with an underscore', { type: 'saml', id: 'acme_1' }, 'id must be'],
    ['an id that is a number', { type: 'saml', id: 7 }, 'id must be'],
    ['a name of many lines', { type: 'saml', name: 'a\nb' }, 'name must be'],
    ['a name that is too long', { type: 'saml', name: 'x'.repeat(201) }, 'name must be'],
    ['an unknown preset', { type: 'saml', preset: 'adfs' }, 'preset must be one of'],
    [
      'two sources',
      { type: 'saml', metadata: idp.metadata, metadataUrl: 'https://idp.acme.test' },
      'wanted one of them',
    ],
    [
      'two client secrets',
      { type: 'oidc', clientSecret: 'a', clientAuthentication: { method: 'none' } },
      'wanted one of',
    ],
    ['a wrong kind', { type: 'saml', forceAuthn: 'yes' }, 'forceAuthn must be'],
    ['a wrong number', { type: 'saml', clockSkewSeconds: 999 }, 'clockSkewSeconds'],
    ['a certificate that is none', { type: 'saml', certificates: ['abc'] }, 'certificates[0]'],
    ['a script as sign-in URL', { type: 'saml', ssoUrl: 'javascript:alert(1)' }, 'ssoUrl must be an http or https URL'],
    [
      'an http metadata URL',
      { type: 'saml', metadataUrl: 'http://idp.acme.test/m' },
      'metadataUrl must be an https URL',
    ],
    ['a file as metadata URL', { type: 'saml', metadataUrl: 'file:///etc/passwd' }, 'metadataUrl must be an https URL'],
    ['a password in a URL', { type: 'saml', metadataUrl: 'https://a:b@idp.acme.test' }, 'no user name and no password'],
    ['a number as metadata URL', { type: 'saml', metadataUrl: 5 }, 'metadataUrl must be an https URL'],
    ['a number as metadata', { type: 'saml', metadata: 5 }, 'metadata must be a string'],
    ['an http issuer', { type: 'oidc', issuer: 'http://idp.acme.test' }, 'issuer must be https'],
    ['a huge setting', { type: 'saml', attributes: { email: ['x'.repeat(70_000)] } }, 'attributes must have at most'],
    ['what is no JSON', { type: 'saml', attributes: { email: [1n] } }, 'attributes must be a JSON value'],
    ['provisioning of another kind', { type: 'saml', provisioning: { mode: 'all' } }, 'provisioning.mode must be'],
    [
      'provisioning by another key',
      { type: 'saml', provisioning: { matchBy: 'phone' } },
      'provisioning.matchBy must be',
    ],
    [
      'provisioning with a typing error',
      { type: 'saml', provisioning: { matchby: 'email' } },
      "does not know 'matchby'",
    ],
    ['provisioning that is no object', { type: 'saml', provisioning: 'jit' }, 'provisioning must be an object'],
    [
      'a prototype',
      JSON.parse('{"type":"saml","__proto__":{"metadata":"x"}}'),
      "does not know the setting '__proto__'",
    ],
  ])('%s', async (_what, draft, words) => {
    const { code, detail } = await refusal(bench.connections.create('acme', draft as never))
    expect(detail).toContain(words)
    expect(code).toBe('CONNECTION_INVALID')
    expect(bench.asked).toEqual([])
    await expectNothing()
  })

  test('every problem is named at once', async () => {
    const draft = { type: 'saml', name: '', preset: 'x', nope: 1, provisioning: { mode: 'y' } }
    const { detail } = await refusal(bench.connections.create('acme', draft as never))
    for (const word of ['name', 'preset', 'nope', 'provisioning.mode']) expect(detail).toContain(word)
  })

  test('the metadata of nobody', async () => {
    for (const [metadata, words] of [
      ['<EntityDescriptor', 'XML'],
      ['', 'XML'],
      ['<a/>', 'EntityDescriptor'],
      [metadataOf([]), 'signing certificate, got none'],
      [metadataOf([good], { validUntil: new Date('2020-01-01T00:00:00Z') }), 'validUntil'],
      ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'XML'],
      [' '.repeat(100 * 1024 * 1024), 'at most 1048576 bytes, got 104857600'],
    ] as const) {
      const { code, detail } = await refusal(bench.connections.create('acme', { type: 'saml', metadata }))
      expect(detail).toContain(words)
      expect(code).toBe('SAML_METADATA_INVALID')
    }
    await expectNothing()
  })

  test('metadata of which every certificate has expired', async () => {
    const metadata = metadataOf([expired])
    const { code, detail } = await refusal(bench.connections.create('acme', { type: 'saml', metadata }))
    expect(code).toBe('CONNECTION_INVALID')
    expect(detail).toContain('all have expired: 2026-02-28T12:00:00.000Z')
    await expectNothing()
  })

  test('a metadata URL that answers no metadata', async () => {
    const pages = {
      '/missing': { status: 404 },
      '/moved': { status: 302, headers: { location: `${bench.origin}/good` } },
      '/huge': { body: ' '.repeat(2 * 1024 * 1024) },
      '/page': { body: '<html></html>' },
      '/good': { body: idp.metadata },
    }
    for (const [path, page] of Object.entries(pages)) bench.serve(path, page)
    const answers = [
      ['/missing', 'SAML_METADATA_UNAVAILABLE', 'got status 404'],
      ['/moved', 'SAML_METADATA_UNAVAILABLE', 'got status 302'],
      ['/huge', 'SAML_METADATA_UNAVAILABLE', 'larger than 1048576'],
      ['/page', 'SAML_METADATA_INVALID', 'EntityDescriptor'],
    ] as const
    for (const [path, code, words] of answers) {
      const got = await refusal(bench.connections.create('acme', { type: 'saml', metadataUrl: bench.origin + path }))
      expect(got).toMatchObject({ code, detail: expect.stringContaining(words) })
    }
    expect(bench.asked).toEqual(['/missing', '/moved', '/huge', '/page'])
    await expectNothing()
  })

  test('a metadata URL that sends 100 MB is not read to its end', async () => {
    let sent = 0
    const metadataUrl = bench.serve('/endless', (_request, response) => {
      const chunk = Buffer.alloc(64 * 1024, ' ')
      const more = (): void => {
        if (response.destroyed || sent > 100 * 1024 * 1024) return void response.end()
        sent += chunk.length
        if (response.write(chunk)) setImmediate(more)
        else response.once('drain', more)
      }
      more()
    })
    const { code } = await refusal(bench.connections.create('acme', { type: 'saml', metadataUrl }))
    expect(code).toBe('SAML_METADATA_UNAVAILABLE')
    expect(sent).toBeLessThan(50 * 1024 * 1024)
    await expectNothing()
  })

  test('a metadata URL inside our network', async () => {
    const strict = bench.instance({ fetchWithin: (reach) => createGuardedFetch(reach) })
    for (const metadataUrl of [
      bench.serve('/metadata', { body: idp.metadata }),
      'https://169.254.169.254/',
      'https://10.0.0.1/m',
    ]) {
      const got = await refusal(strict.create('acme', { type: 'saml', metadataUrl }))
      expect(got.code).toBe('SAML_METADATA_UNAVAILABLE')
    }
    expect(bench.asked).toEqual([])
    await expectNothing()
  })

  test('an issuer that is another one, or none', async () => {
    bench.serve('/.well-known/openid-configuration', { body: JSON.stringify(discovery('https://idp.globex.test')) })
    for (const issuer of [bench.origin, `${bench.origin}/nowhere`]) {
      const { code } = await refusal(bench.connections.create('acme', { type: 'oidc', issuer, clientId: 'app' }))
      expect(code).toBe('OIDC_DISCOVERY_FAILED')
    }
    await expectNothing()
  })

  test('an organization that is not there', async () => {
    for (const id of ['nobody', 'ACME', '', null, { id: 'acme' }])
      expect((await refusal(bench.connections.create(id as never, { type: 'saml' }))).code).toBe(
        'ORGANIZATION_NOT_FOUND',
      )
    expect((await refusal(bench.connections.list('nobody'))).code).toBe('ORGANIZATION_NOT_FOUND')
  })

  test('an id that is taken, in whatever organization, or by the options', async () => {
    await bench.connections.create('globex', { type: 'saml', id: 'shared' })
    for (const id of ['shared', 'identity'])
      expect((await refusal(bench.connections.create('acme', { type: 'saml', id }))).code).toBe('CONNECTION_CONFLICT')
    await expectNothing()
  })

  test('all but one of those who want one id at the same time', async () => {
    const all = await Promise.all(
      ['acme', 'globex', 'acme'].map((owner) => refusal(bench.connections.create(owner, { type: 'saml', id: 'one' }))),
    )
    expect(all.map(({ code }) => code).toSorted()).toEqual(['CONNECTION_CONFLICT', 'CONNECTION_CONFLICT', 'none'])
  })

  test('SCIM, which needs an active connection', async () => {
    const draft = { type: 'saml', provisioning: { mode: 'scim' } } as const
    expect((await refusal(bench.connections.create('acme', draft))).code).toBe('CONNECTION_CONFLICT')
    await expectNothing()
  })
})

describe('secrets', () => {
  const secrets = {
    signingKey: ours,
    decryptionKeys: [ours],
    groupOverage: { tenantId: '11111111-2222-3333-4444-555555555555', clientId: 'graph', clientSecret: 'hunter2' },
  }
  const keyText = ours.privateKey.split('\n')[3] ?? ''

  test('are sealed, and told nowhere', async () => {
    const made = await bench.connections.create('acme', { type: 'saml', metadata: idp.metadata, ...secrets })
    expect(made.secrets).toEqual(['decryptionKeys', 'groupOverage.clientSecret', 'signingKey'])
    expect(made.missing).toEqual([])
    expect(made.certificates.map(({ use }) => use)).toEqual(['idp-signing', 'sp-signing', 'sp-decryption'])
    const record = await bench.store.connections.find(made.id)
    for (const told of [made, record, await bench.events(), await bench.connections.exportAll('acme')]) {
      expect(JSON.stringify(told)).not.toContain('hunter2')
      expect(JSON.stringify(told)).not.toContain(keyText)
    }
    const read = bench.tools.readRecord(record as never, { id: 'acme', name: 'Acme' })
    expect(read.connection).toMatchObject({
      signingKey: ours,
      decryptionKeys: [ours],
      groupOverage: secrets.groupOverage,
    })
  })

  test.each([
    ['signingKey', { signingKey: { ...ours, certificate: ours.certificate + ours.privateKey } }],
    ['decryptionKeys', { decryptionKeys: [{ ...ours, certificate: ours.privateKey + ours.certificate }] }],
    ['nextSigningCertificate', { nextSigningCertificate: ours.certificate + ours.privateKey }],
    ['certificates', { certificates: [good + ours.privateKey] }],
  ])('are refused in a file that holds the certificate for %s as well', async (name, given) => {
    const { code, detail } = await refusal(bench.connections.create('acme', { type: 'saml', ...given }))
    expect(code).toBe('CONNECTION_INVALID')
    expect(detail).toContain(`${name} must hold no private key`)
    expect(detail).not.toContain(keyText)
    await expectNothing()
    const made = await bench.connections.create('acme', { type: 'saml' })
    expect((await refusal(bench.connections.update('acme', made.id, given))).code).toBe('CONNECTION_INVALID')
  })

  test('open in their own row only', async () => {
    const made = await bench.connections.create('acme', { type: 'saml', metadata: idp.metadata, ...secrets })
    const record = await bench.store.connections.find(made.id)
    const stolen = { ...record, id: 'thief', organizationId: 'globex', version: 1 }
    await bench.store.connections.insert(stolen as never)
    expect((await bench.connections.get('globex', 'thief')).missing.join()).toContain('cannot be opened')
    expect((await refusal(bench.connections.activate('globex', 'thief'))).code).toBe('CONNECTION_INVALID')
  })

  test('of every way of client authentication', async () => {
    const issuer = bench.origin
    bench.serve('/.well-known/openid-configuration', { body: JSON.stringify(discovery(issuer)) })
    const jwt = { method: 'private_key_jwt', privateKey: ours.privateKey, keyId: 'one', algorithm: 'RS256' } as const
    const post = { method: 'client_secret_post', clientSecret: 'hunter2' } as const
    for (const [clientAuthentication, name, settings] of [
      [jwt, 'clientAuthentication', { method: 'private_key_jwt', keyId: 'one', algorithm: 'RS256' }],
      [post, 'clientSecret', { method: 'client_secret_post' }],
    ] as const) {
      const made = await bench.connections.create('acme', { type: 'oidc', issuer, clientId: 'a', clientAuthentication })
      expect(made).toMatchObject({ secrets: [name], settings: { clientAuthentication: settings }, missing: [] })
      expect(JSON.stringify([made, await bench.events()])).not.toMatch(/hunter2|PRIVATE KEY/)
      const { connection } = bench.tools.readRecord((await bench.store.connections.find(made.id)) as never, {
        id: 'acme',
        name: 'Acme',
      })
      expect(connection).toMatchObject({ clientAuthentication })
    }
    const open = await bench.connections.create('acme', { type: 'oidc', clientAuthentication: { method: 'none' } })
    expect(open).toMatchObject({ secrets: [], settings: { clientAuthentication: { method: 'none' } } })
  })

  test('in a wrong shape or a wrong place are refused without being told', async () => {
    for (const draft of [
      { type: 'oidc', clientSecret: ['hunter2'] },
      { type: 'oidc', clientSecret: '' },
      { type: 'oidc', clientAuthentication: 'hunter2' },
      { type: 'oidc', clientAuthentication: { method: 'client_secret_basic', secret: 'hunter2' } },
      { type: 'oidc', client_secret: 'hunter2' },
      { type: 'saml', signingKey: 'hunter2' },
      { type: 'saml', signingKey: { ...ours, passphrase: 'hunter2' } },
      { type: 'saml', signingKey: { privateKey: 'hunter2', certificate: 'x' } },
      { type: 'saml', decryptionKeys: ['hunter2'] },
      { type: 'saml', groupOverage: 'hunter2' },
      { type: 'saml', groupOverage: { tenantId: 'x', clientSecret: 'hunter2' } },
    ]) {
      const { code, detail } = await refusal(bench.connections.create('acme', draft as never))
      expect([JSON.stringify(draft), code]).toEqual([JSON.stringify(draft), 'CONNECTION_INVALID'])
      expect(detail).not.toContain('hunter2')
    }
    await expectNothing()
  })
})

describe('an event', () => {
  test('stays below 8 kB, whatever the settings', async () => {
    const metadata = metadataOf(Array.from({ length: 20 }, () => createCertificateFor(900)))
    const many = Array.from({ length: 40 }, (_, index) => `attribute-number-${index}`)
    const attributes = { email: many, username: many, groups: many, name: many, firstName: many }
    const certificates = Array.from({ length: 20 }, () => createCertificateFor(900))
    const made = await bench.connections.create('acme', { type: 'saml', metadata, attributes, certificates })
    await bench.connections.update('acme', made.id, {
      attributes: { email: many },
      certificates: [good],
      metadata: idp.metadata,
    })
    for (const event of await bench.events()) expect(JSON.stringify(event).length).toBeLessThan(8000)
    expect(JSON.stringify(await bench.events())).toContain('"metadata":"sha256:')
  })
})

function discovery(issuer: string): Record<string, unknown> {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    id_token_signing_alg_values_supported: ['RS256'],
  }
}
