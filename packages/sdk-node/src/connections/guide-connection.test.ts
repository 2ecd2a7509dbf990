import { beforeEach, describe, expect, test } from 'vitest'
import {
  createCertificateFor,
  createConnectionsBench,
  metadataOf,
  type ConnectionsBench,
} from '../../test/support/connections-bench.ts'
import { knownOidc, knownSaml } from '../config/known-options.ts'
import { presets } from '../config/presets.ts'
import type { ConnectionRecord } from '../model/connection-record.ts'
import type { Preset } from '../model/connection.ts'
import { settingNames } from './setting-names.ts'

const metadata = metadataOf([createCertificateFor(900)])
let bench: ConnectionsBench

beforeEach(async () => {
  bench = await createConnectionsBench()
  return () => bench.close()
})

async function states(): Promise<readonly string[]> {
  const { steps } = await bench.connections.guide('acme', 'acme')
  return steps.map(({ name, state }) => `${name} ${state}`)
}

describe('a guide', () => {
  test('names our values as Entra ID does', async () => {
    await bench.connections.create('acme', { id: 'acme', type: 'saml', preset: 'entra' })
    const { serviceProvider, notes } = await bench.connections.guide('acme', 'acme')
    expect(serviceProvider).toEqual([
      {
        name: 'acs-url',
        label: 'Reply URL (Assertion Consumer Service URL)',
        value: 'https://app.example.test/auth/saml/acme/acs',
      },
      {
        name: 'entity-id',
        label: 'Identifier (Entity ID)',
        value: 'https://app.example.test/auth/saml/acme/metadata',
      },
      { name: 'metadata-url', label: expect.any(String), value: 'https://app.example.test/auth/saml/acme/metadata' },
      { name: 'login-url', label: 'Sign on URL', value: 'https://app.example.test/auth/login?connection=acme' },
      { name: 'slo-url', label: 'Logout URL', value: 'https://app.example.test/auth/saml/acme/slo' },
    ])
    expect(notes.join()).toContain('objectidentifier')
    expect(notes.join()).toContain('more than 150 groups')
  })

  test('names them as Okta does, and warns of the username format', async () => {
    await bench.connections.create('acme', { id: 'acme', type: 'saml', preset: 'okta', spEntityId: 'urn:app' })
    const { serviceProvider, notes } = await bench.connections.guide('acme', 'acme')
    expect(serviceProvider.slice(0, 2)).toEqual([
      { name: 'acs-url', label: 'Single sign-on URL', value: 'https://app.example.test/auth/saml/acme/acs' },
      { name: 'entity-id', label: 'Audience URI (SP Entity ID)', value: 'urn:app' },
    ])
    expect(notes.join()).toContain('"Application username" to Email')
  })

  test.each(Object.keys(presets) as Preset[])('has every value, notes and attributes for %s', async (preset) => {
    await bench.connections.create('acme', { id: 'saml', type: 'saml', preset, attributes: { email: ['workMail'] } })
    await bench.connections.create('acme', { id: 'oidc', type: 'oidc', preset, attributes: { email: ['workMail'] } })
    for (const [id, names] of [
      ['saml', ['acs-url', 'entity-id', 'metadata-url', 'login-url', 'slo-url']],
      [
        'oidc',
        [
          'redirect-uri',
          'launch-url',
          'login-url',
          'post-logout-redirect-uri',
          'backchannel-logout-url',
          'frontchannel-logout-url',
        ],
      ],
    ] as const) {
      const guide = await bench.connections.guide('acme', id)
      expect(guide.serviceProvider.map(({ name }) => name)).toEqual(names)
      expect(guide.notes.length).toBeGreaterThan(0)
      expect(guide.attributes['email']).toEqual(['workMail', ...presets[preset].attributes.email])
      expect(guide.attributes['groups']).toEqual(presets[preset].attributes.groups)
    }
  })

  test('leads from the first step to the last', async () => {
    await bench.connections.create('acme', { id: 'acme', type: 'saml' })
    expect(await states()).toEqual(['service-provider next', 'identity-provider next', 'test later', 'activate later'])
    await bench.connections.update('acme', 'acme', { metadata })
    expect(await states()).toEqual(['service-provider done', 'identity-provider done', 'test next', 'activate later'])
    const record = (await bench.store.connections.find('acme')) as ConnectionRecord
    const passed = { id: 'test', at: bench.now(), outcome: 'passed', code: null } as const
    const lastTest = { ...passed, checks: [], claims: {}, identity: {} }
    await bench.store.connections.replace({ ...record, lastTest, version: 3 })
    expect(await states()).toEqual(['service-provider done', 'identity-provider done', 'test done', 'activate next'])
    await bench.connections.activate('acme', 'acme')
    expect(await states()).toEqual(['service-provider done', 'identity-provider done', 'test done', 'activate done'])
  })
})

test('settings are those that createAuth takes, apart from the columns of a record', () => {
  const columns = ['id', 'type', 'name', 'organization', 'domains', 'status', 'preset', 'provisioning']
  const expected = (known: object): readonly string[] =>
    Object.keys(known)
      .filter((name) => !columns.includes(name))
      .toSorted()
  expect(settingNames.saml.toSorted()).toEqual(expected(knownSaml))
  expect(settingNames.oidc.toSorted()).toEqual(expected(knownOidc))
})
