import { beforeEach, expect, test } from 'vitest'
import type { ConnectionRecord } from '../model/connection-record.ts'
import type { Json } from '../model/json.ts'
import type { Change } from '../ports/organization-store.ts'
import type { Store } from '../ports/store.ts'
import { createPolledConnections, type PolledConnections } from './list-polled.ts'

/** A store of which only what is asked here is there. */
let records: Map<string, ConnectionRecord>
let changes: Change[]
let forgotten: number
let reads: number
let polled: PolledConnections

beforeEach(() => {
  records = new Map()
  changes = []
  forgotten = 0
  reads = 0
  const store = {
    organizations: {
      list: async ({ after }: { readonly after?: string }) => (after === undefined ? [{ id: 'acme' }] : []),
    },
    connections: {
      list: async () => {
        reads += 1
        return [...records.values()]
      },
      find: async (id: string) => records.get(id) ?? null,
    },
    changes: {
      head: async () => changes.length,
      list: async (after: number) => (after < forgotten ? null : changes.slice(after)),
    },
  }
  polled = createPolledConnections(store as unknown as Store)
})

function write(id: string, signals: Json | null, status: ConnectionRecord['status'] = 'active'): void {
  const settings: Record<string, Json> = signals === null ? {} : { signals }
  records.set(id, { id, organizationId: 'acme', status, settings } as unknown as ConnectionRecord)
  note('connection', id)
}

function note(kind: Change['kind'], key: string): void {
  changes.push({ sequence: changes.length + 1, kind, key, organizationId: 'acme' })
}

const stream = { issuer: 'https://idp.acme.test', pollUrl: 'https://idp.acme.test/poll' }

test('knows those that are active and have something to poll', async () => {
  write('polled', stream)
  write('pushed', { issuer: 'https://idp.acme.test' })
  write('plain', null)
  write('draft', stream, 'draft')
  expect(await polled.list()).toEqual(['polled'])
})

test('follows what is written, without reading everything again', async () => {
  write('one', stream)
  expect(await polled.list()).toEqual(['one'])
  write('two', stream)
  write('one', stream, 'inactive')
  note('domain', 'acme.test')
  expect(await polled.list()).toEqual(['two'])
  records.delete('two')
  note('connection', 'two')
  expect(await polled.list()).toEqual([])
  expect(reads).toBe(1)
})

test('reads everything again when changes are lost, or the store was put back', async () => {
  write('one', stream)
  await polled.list()
  write('two', stream)
  forgotten = 2
  expect(await polled.list()).toEqual(['one', 'two'])
  forgotten = 0
  changes = []
  write('three', stream)
  expect(await polled.list()).toEqual(['one', 'two', 'three'])
  expect(reads).toBe(3)
})

test('forgets the connections of an organization that is gone', async () => {
  write('one', stream)
  expect(await polled.list()).toEqual(['one'])
  records.clear()
  note('organization', 'acme')
  expect(await polled.list()).toEqual([])
})
