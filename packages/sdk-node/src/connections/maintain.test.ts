import { beforeEach, describe, expect, test } from 'vitest'
import {
  createCertificateFor,
  createConnectionsBench,
  day,
  fingerprintOf,
  hour,
  metadataOf,
  refusal,
  type ConnectionsBench,
} from '../../test/support/connections-bench.ts'
import { AuthError } from '../model/auth-error.ts'
import type { ConnectionRecord } from '../model/connection-record.ts'
import type { AuthEvent } from '../model/event.ts'
import { createTestKey } from '../testing/create-test-key.ts'

const [first, second, third] = [createCertificateFor(900), createCertificateFor(901), createCertificateFor(902)]
const ours = await createTestKey()
let bench: ConnectionsBench

beforeEach(async () => {
  bench = await createConnectionsBench()
  return () => bench.close()
})

/** An active connection whose IdP publishes those certificates. */
async function makeActive(id: string, certificates: readonly string[]): Promise<void> {
  const metadataUrl = bench.serve(`/${id}`, { body: metadataOf(certificates) })
  await bench.connections.create('acme', { id, type: 'saml', metadataUrl })
  await bench.connections.activate('acme', id)
}

const recordOf = async (id: string): Promise<ConnectionRecord> =>
  (await bench.store.connections.find(id)) as ConnectionRecord

async function eventsOf(type: AuthEvent['type']): Promise<readonly AuthEvent[]> {
  return (await bench.events()).filter((event) => event.type === type)
}

/** What sign-ins trust now. */
async function trusted(id: string): Promise<readonly string[]> {
  const { connection } = bench.tools.readRecord(await recordOf(id), { id: 'acme', name: 'Acme' })
  return connection?.type === 'saml' ? connection.certificates.map(({ fingerprint }) => fingerprint) : []
}

describe('metadata', () => {
  test('is read daily, and nothing is told while it says the same', async () => {
    await makeActive('acme', [first])
    expect(await bench.connections.maintain()).toEqual({ checked: 0, refreshed: [], failed: [], warnings: 0 })
    bench.pass(day)
    bench.serve('/acme', { body: `${metadataOf([first])}\n<!-- ${Math.random()} -->` })
    expect(await bench.connections.maintain()).toEqual({ checked: 1, refreshed: ['acme'], failed: [], warnings: 0 })
    expect(await bench.connections.maintain()).toMatchObject({ checked: 0 })
    const { metadataRefresh, dueAt } = await recordOf('acme')
    expect(metadataRefresh).toMatchObject({ fetchedAt: bench.now(), failure: null })
    expect(dueAt).toEqual(metadataRefresh?.nextAt)
    expect(bench.asked).toEqual(['/acme', '/acme'])
    expect(await eventsOf('connection.metadata_refreshed')).toEqual([])
  })

  test('is read an hour before it expires, when that is sooner', async () => {
    const validUntil = new Date(bench.now().getTime() + 5 * hour)
    const metadataUrl = bench.serve('/short', { body: metadataOf([first], { validUntil }) })
    const made = await bench.connections.create('acme', { id: 'short', type: 'saml', metadataUrl })
    expect(made.metadataRefresh?.nextAt).toEqual(new Date(validUntil.getTime() - hour))
  })

  test('of connections made together is not read together', async () => {
    const metadataUrl = bench.serve('/metadata', { body: metadataOf([first]) })
    const made = await Promise.all(
      ['a', 'b', 'c', 'd'].map((id) => bench.connections.create('acme', { id, type: 'saml', metadataUrl })),
    )
    expect(new Set(made.map(({ metadataRefresh }) => metadataRefresh?.nextAt.getTime())).size).toBe(4)
  })

  test('keeps a certificate that it no longer names for a day', async () => {
    await makeActive('acme', [first])
    bench.serve('/acme', { body: metadataOf([second]) })
    bench.pass(day)
    await bench.connections.maintain()
    expect(await eventsOf('connection.metadata_refreshed')).toMatchObject([
      {
        actor: { type: 'system', id: null },
        outcome: 'success',
        data: { added: [fingerprintOf(second)], retired: [fingerprintOf(first)] },
      },
    ])
    expect(await trusted('acme')).toEqual([fingerprintOf(second), fingerprintOf(first)])
    const during = await bench.connections.get('acme', 'acme')
    expect(during.certificates.map(({ role, fingerprint }) => [role, fingerprint])).toEqual([
      ['current', fingerprintOf(second)],
      ['retiring', fingerprintOf(first)],
    ])
    // Maintenance comes back when the day is over, and writes, so that every instance hears of it.
    bench.pass(day)
    const before = await recordOf('acme')
    expect(before.dueAt?.getTime()).toBeLessThanOrEqual(bench.now().getTime())
    await bench.connections.maintain()
    expect(await trusted('acme')).toEqual([fingerprintOf(second)])
    expect((await recordOf('acme')).metadataRefresh?.retiring).toEqual([])
  })

  test('that changes twice within a day keeps both former certificates, each for its own day', async () => {
    await makeActive('acme', [first])
    bench.serve('/acme', { body: metadataOf([second]) })
    await bench.connections.refreshMetadata('acme', 'acme')
    bench.pass(6 * hour)
    bench.serve('/acme', { body: metadataOf([third]) })
    await bench.connections.refreshMetadata('acme', 'acme')
    expect(await trusted('acme')).toEqual([third, first, second].map(fingerprintOf))
    bench.pass(19 * hour)
    expect(await trusted('acme')).toEqual([third, second].map(fingerprintOf))
    // Named again: it retires no more.
    bench.serve('/acme', { body: metadataOf([third, second]) })
    await bench.connections.refreshMetadata('acme', 'acme')
    expect((await recordOf('acme')).metadataRefresh?.retiring).toEqual([])
  })

  test('that changes all the time keeps the newest twenty former certificates', async () => {
    await makeActive('acme', [first])
    const many = Array.from({ length: 20 }, () => createCertificateFor(900))
    for (const named of [many, [second]]) {
      bench.serve('/acme', { body: metadataOf(named) })
      await bench.connections.refreshMetadata('acme', 'acme')
    }
    expect(await trusted('acme')).toEqual([second, ...many].map(fingerprintOf))
  })

  test('that cannot be read leaves everything as it was, is told once, and is asked for again after an hour', async () => {
    await makeActive('acme', [first])
    bench.pass(day)
    bench.serve('/acme', { status: 500 })
    for (let tries = 0; tries < 3; tries += 1) {
      expect(await bench.connections.maintain()).toMatchObject({ checked: 1, failed: ['acme'], refreshed: [] })
      const { metadataRefresh, dueAt } = await recordOf('acme')
      expect(metadataRefresh).toMatchObject({ failure: 'SAML_METADATA_UNAVAILABLE' })
      expect(dueAt).toEqual(new Date(bench.now().getTime() + hour))
      expect(await bench.connections.maintain()).toMatchObject({ checked: 0 })
      bench.pass(hour)
    }
    expect(await trusted('acme')).toEqual([fingerprintOf(first)])
    expect(await eventsOf('connection.metadata_failed')).toMatchObject([
      { outcome: 'failure', reason: 'SAML_METADATA_UNAVAILABLE', data: { url: `${bench.origin}/acme` } },
    ])
    bench.serve('/acme', { body: metadataOf([first]) })
    expect(await bench.connections.maintain()).toMatchObject({ refreshed: ['acme'] })
    expect((await recordOf('acme')).metadataRefresh?.failure).toBeNull()
    // That it works again is told too.
    expect(await eventsOf('connection.metadata_refreshed')).toMatchObject([{ data: { added: [], retired: [] } }])
  })

  test.each([
    [
      'speaks for another entity',
      () => metadataOf([second], { entityId: 'https://evil.test' }),
      'SAML_METADATA_INVALID',
    ],
    ['names expired certificates only', () => metadataOf([createCertificateFor(0.5)]), 'CONNECTION_INVALID'],
    ['names no certificate', () => metadataOf([]), 'SAML_METADATA_INVALID'],
    ['is no XML', () => 'Down for maintenance', 'SAML_METADATA_INVALID'],
  ])('that suddenly %s is not taken', async (_what, body, code) => {
    await makeActive('acme', [first])
    bench.serve('/acme', { body: body() })
    bench.pass(day)
    const before = await recordOf('acme')
    expect(await refusal(bench.connections.refreshMetadata('acme', 'acme'))).toMatchObject({ code })
    expect(await recordOf('acme')).toEqual(before)
    expect(await bench.connections.maintain()).toMatchObject({ failed: ['acme'] })
    expect(await recordOf('acme')).toMatchObject({ settings: before.settings, metadataRefresh: { failure: code } })
    expect(await trusted('acme')).toEqual([fingerprintOf(first)])
  })

  test('of another entity is taken when its URL is given again', async () => {
    await makeActive('acme', [first])
    bench.serve('/acme', { body: metadataOf([second], { entityId: 'https://new.test' }) })
    const changed = await bench.connections.update('acme', 'acme', { metadataUrl: `${bench.origin}/acme` })
    expect(changed.settings['metadata']).toContain('https://new.test')
    expect(await trusted('acme')).toEqual([fingerprintOf(second)])
  })

  test('is read by hand where there is a URL', async () => {
    await makeActive('acme', [first])
    bench.serve('/acme', { body: metadataOf([first, second]) })
    const context = { actor: { type: 'user', id: 'ana' } } as const
    expect(await bench.connections.refreshMetadata('acme', 'acme', context)).toMatchObject({ version: 3 })
    expect(await eventsOf('connection.metadata_refreshed')).toMatchObject([
      { actor: { id: 'ana' }, data: { added: [fingerprintOf(second)], retired: [] } },
    ])
    await bench.connections.create('acme', { id: 'text', type: 'saml', metadata: metadataOf([first]) })
    expect((await refusal(bench.connections.refreshMetadata('acme', 'text'))).code).toBe('CONNECTION_CONFLICT')
  })

  test('is not read for connections that sign nobody in', async () => {
    await makeActive('acme', [first])
    await bench.connections.deactivate('acme', 'acme')
    bench.pass(100 * day)
    expect(await bench.connections.maintain()).toMatchObject({ checked: 0 })
    await bench.connections.activate('acme', 'acme')
    expect(await bench.connections.maintain()).toMatchObject({ refreshed: ['acme'] })
  })
})

describe('warnings', () => {
  const told = async (): Promise<readonly unknown[]> =>
    (await eventsOf('connection.certificate_expiring')).map(({ data }) => data)

  test('come 60, 30 and 7 days before the end and when it is over, once each', async () => {
    const ending = createCertificateFor(100)
    const metadata = metadataOf([ending])
    await bench.connections.create('acme', { id: 'acme', type: 'saml', metadata, signingKey: ours })
    await bench.connections.activate('acme', 'acme')
    const days: number[] = []
    for (let passed = 0; passed <= 110; passed += 1) {
      const { warnings } = await bench.connections.maintain()
      if (warnings > 0) days.push(100 - passed)
      expect(await bench.connections.maintain()).toMatchObject({ checked: 0 })
      bench.pass(day)
    }
    expect(days).toEqual([60, 30, 7, 0])
    const expiresAt = new Date('2026-06-09T12:00:00Z').toISOString()
    const common = { fingerprint: fingerprintOf(ending), expiresAt, use: 'idp-signing' }
    expect(await told()).toEqual([60, 30, 7, 0].map((left) => ({ ...common, days: left })))
  })

  test('are one for a certificate that comes when it has five days left', async () => {
    await bench.connections.create('acme', {
      id: 'acme',
      type: 'saml',
      metadata: metadataOf([createCertificateFor(5), first]),
    })
    await bench.connections.activate('acme', 'acme')
    expect(await bench.connections.maintain()).toMatchObject({ warnings: 1 })
    expect(await told()).toMatchObject([{ days: 7 }])
    expect((await recordOf('acme')).dueAt).toEqual(new Date('2026-03-06T12:00:00Z'))
  })

  test('are about certificates of ours too, one for a pair that signs and decrypts', async () => {
    const ending = { ...ours, certificate: createOurCertificate() }
    const keys = { signingKey: ending, decryptionKeys: [ending] }
    await bench.connections.create('acme', { id: 'acme', type: 'saml', metadata: metadataOf([first]), ...keys })
    await bench.connections.activate('acme', 'acme')
    expect(await bench.connections.maintain()).toMatchObject({ warnings: 1 })
    expect(await told()).toMatchObject([{ use: 'sp-signing', days: 30 }])
  })

  test('are not about one that is on its way out', async () => {
    await makeActive('acme', [createCertificateFor(60.5), first])
    bench.serve('/acme', { body: metadataOf([first]) })
    await bench.connections.refreshMetadata('acme', 'acme')
    bench.pass(0.6 * day)
    expect(await bench.connections.maintain()).toMatchObject({ checked: 0 })
    expect((await recordOf('acme')).metadataRefresh?.retiring).toHaveLength(1)
    expect(await told()).toEqual([])
  })

  test('survive a write by an administrator, and are not told again', async () => {
    await bench.connections.create('acme', {
      id: 'acme',
      type: 'saml',
      metadata: metadataOf([createCertificateFor(50)]),
    })
    await bench.connections.activate('acme', 'acme')
    await bench.connections.maintain()
    await bench.connections.update('acme', 'acme', { name: 'Other' })
    expect(await bench.connections.maintain()).toMatchObject({ checked: 0 })
  })
})

describe('several instances', () => {
  test('take care of each connection once', async () => {
    const ids = Array.from({ length: 25 }, (_, index) => `acme-${index}`)
    for (const id of ids) await makeActive(id, [createCertificateFor(50)])
    bench.pass(day)
    const asked = bench.asked.length
    const reports = await Promise.all([1, 2, 3].map(() => bench.instance().maintain()))
    expect(reports.flatMap(({ refreshed }) => refreshed).toSorted()).toEqual(ids.toSorted())
    expect(reports.reduce((sum, { warnings }) => sum + warnings, 0)).toBe(25)
    expect(await eventsOf('connection.certificate_expiring')).toHaveLength(25)
    expect(bench.asked.length - asked).toBe(25)
  })

  test('leave to an administrator what he is changing, and come back for it', async () => {
    await makeActive('acme', [first])
    bench.pass(day)
    bench.serve('/acme', (_request, response) => {
      const changed = bench.connections.update('acme', 'acme', { forceAuthn: true })
      void changed.then(() => response.end(metadataOf([second])))
    })
    expect(await bench.connections.maintain()).toMatchObject({ checked: 0 })
    expect(await recordOf('acme')).toMatchObject({ settings: { metadata: metadataOf([first]), forceAuthn: true } })
    bench.serve('/acme', { body: metadataOf([second]) })
    expect(await bench.connections.maintain()).toMatchObject({ refreshed: ['acme'] })
    expect(await recordOf('acme')).toMatchObject({ settings: { metadata: metadataOf([second]), forceAuthn: true } })
  })

  test('pick up what one of them had begun when it died', async () => {
    await makeActive('acme', [first])
    bench.pass(day)
    const { replace } = bench.store.connections
    const connections = {
      ...bench.store.connections,
      replace: () => Promise.reject(new AuthError('STORE_UNAVAILABLE', 'gone')),
    }
    const dying = bench.instance({ store: { ...bench.store, connections } })
    expect((await refusal(dying.maintain())).code).toBe('STORE_UNAVAILABLE')
    expect(replace).toBe(bench.store.connections.replace)
    expect(await bench.connections.maintain()).toMatchObject({ checked: 0 })
    bench.pass(10 * 60 * 1000)
    expect(await bench.connections.maintain()).toMatchObject({ refreshed: ['acme'] })
  })
})

test('a connection that cannot be handled does not keep the others from their turn', async () => {
  for (const id of ['broken', 'fine']) await makeActive(id, [first])
  bench.pass(day)
  const { readRecord } = bench.tools
  const stumbling = bench.instance({
    readRecord: (record, organization) => {
      if (record.id === 'broken') throw new TypeError('a bug')
      return readRecord(record, organization)
    },
  })
  expect(await stumbling.maintain()).toMatchObject({ refreshed: ['fine'], failed: ['broken'] })
  expect((await recordOf('broken')).dueAt).toEqual(new Date(bench.now().getTime() + hour))
  expect(await stumbling.maintain()).toMatchObject({ checked: 0 })
})

function createOurCertificate(): string {
  return bench.tools.createCertificate({
    privateKey: ours.privateKey,
    commonName: 'app',
    notBefore: new Date('2020-01-01T00:00:00Z'),
    notAfter: new Date(bench.now().getTime() + 20 * day),
  })
}
