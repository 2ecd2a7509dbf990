import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AuthEvent } from '../model/event.ts'
import { hashEvent } from '../model/seal-event.ts'
import { openSqlite } from '../stores/sql/sqlite/open-sqlite.ts'
import { sqliteStore, type SqlStore } from '../sqlite.ts'
import { loginEvent } from '../testing/store-samples.ts'
import { createEventLog, type EventLog } from './event-log.ts'

const folder = mkdtempSync(join(tmpdir(), 'launchpad-events-'))
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0
let path: string
let store: SqlStore
let log: EventLog
const count = 1203
const organizationId = 'acme'

beforeAll(async () => {
  const filled = sqliteStore(join(folder, 'filled.db'), { synchronous: 'normal' })
  await filled.events.append(
    Array.from({ length: count }, (_, index) => loginEvent(`e${index + 1}`, 'acme', `u${index % 2}`)),
  )
  await filled.events.append([loginEvent('g1', 'globex')])
  await filled.close()
  path = join(folder, 'filled.db')
  // All in one file, which can be copied.
  await tamper('pragma wal_checkpoint(truncate)')
})
beforeEach(() => {
  path = join(folder, `${(files += 1)}.db`)
  copyFileSync(join(folder, 'filled.db'), path)
  store = sqliteStore(path, { synchronous: 'normal' })
  log = createEventLog(store.events)
})
afterEach(() => store.close())

/** As somebody with the database's password would. */
async function tamper(...statements: readonly string[]): Promise<void> {
  const engine = await openSqlite(path, 'normal')
  for (const statement of statements) await engine.run((db) => sql.raw(statement).execute(db))
  await engine.close()
}

describe('listing', () => {
  test('goes through the log page by page, and says when it is at the end', async () => {
    const seen: string[] = []
    let after: string | null = null
    let pages = 0
    do {
      const page = await log.list({ organizationId, limit: 401, ...(after !== null && { after }) })
      seen.push(...page.events.map(({ id }) => id))
      after = page.cursor
      pages += 1
    } while (after !== null)
    expect(pages).toBe(3)
    expect(seen).toEqual(Array.from({ length: count }, (_, index) => `e${index + 1}`))
  })

  test('goes back through the log from its end for who wants the newest first', async () => {
    const first = await log.list({ organizationId, newestFirst: true, limit: 2 })
    expect(first.events.map(({ id }) => id)).toEqual([`e${count}`, `e${count - 1}`])
    const second = await log.list({ organizationId, newestFirst: true, limit: 2, after: first.cursor ?? '' })
    expect(second.events.map(({ id }) => id)).toEqual([`e${count - 2}`, `e${count - 3}`])
    const last = await log.list({ organizationId, newestFirst: true, limit: 2, after: 3 })
    expect(last).toMatchObject({ events: [{ id: 'e2' }, { id: 'e1' }], cursor: null })
  })
  test('gives 100 events when nobody says how many, and no cursor for a page that is just full', async () => {
    expect((await log.list({ organizationId })).events).toHaveLength(100)
    const page = await log.list({ organizationId, after: count - 3, limit: 3 })
    expect([page.events.length, page.cursor]).toEqual([3, null])
  })

  test('keeps its filters from page to page', async () => {
    const first = await log.list({ organizationId, targetId: 'u1', types: ['login.succeeded'], limit: 2 })
    const second = await log.list({ organizationId, targetId: 'u1', limit: 2, after: first.cursor ?? '' })
    expect([...first.events, ...second.events].map(({ sequence }) => sequence)).toEqual([2, 4, 6, 8])
  })

  test('refuses the cursor of another organization', async () => {
    const { cursor } = await log.list({ organizationId, limit: 1 })
    await expect(log.list({ organizationId: 'globex', after: cursor ?? '' })).rejects.toThrow(
      "REQUEST_INVALID: after: wanted a cursor of organization 'globex', got another organization's",
    )
  })

  test.each([
    { after: 'x' },
    { after: '' },
    { after: Buffer.from('["acme",-1]').toString('base64url') },
    { after: Buffer.from('["acme","1"]').toString('base64url') },
    { after: Buffer.from('{"0":"acme"}').toString('base64url') },
    { after: null },
    { after: 1.5 },
    { after: -1 },
    { limit: 0 },
    { limit: 1001 },
    { limit: '5' },
    { types: ['login.everything'] },
    { types: 'login.failed' },
    { targetId: '' },
    { targetId: null },
    { actorId: '' },
    { actorID: 'u1' },
    { outcome: 'refused' },
    { since: '2030-01-01' },
    { until: new Date('yesterday') },
    { organizationId: '' },
    { organizationId: undefined },
  ])('refuses %j', async (query) => {
    await expect(log.list({ organizationId, ...query } as never)).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
  })
})

describe('the export', () => {
  test('has one event a line, each with the hash of its own text', async () => {
    let previousHash = '0'.repeat(64)
    let lines = 0
    for await (const line of log.exportJsonLines({ organizationId })) {
      expect(line.endsWith('}\n')).toBe(true)
      const event = JSON.parse(line) as AuthEvent
      expect(event).toMatchObject({ sequence: (lines += 1), previousHash, hash: hashEvent(event) })
      previousHash = event.hash
    }
    expect(lines).toBe(count)
  })

  test('has what was asked for, and ends with what was the last event when it began', async () => {
    const sequences: number[] = []
    for await (const line of log.exportJsonLines({ organizationId, targetId: 'u0', after: 1 })) {
      if (sequences.length === 0) await store.events.append([loginEvent('late', 'acme', 'u0')])
      sequences.push((JSON.parse(line) as AuthEvent).sequence)
    }
    expect(sequences).toEqual(Array.from({ length: 601 }, (_, index) => 2 * index + 3))
  })

  test('is empty for an organization where nothing happened', async () => {
    for await (const line of log.exportJsonLines({ organizationId: 'nobody' })) expect.unreachable(line)
  })
})

describe('verifying', () => {
  test('counts the events of a log that is as it was written', async () => {
    const { events } = await log.list({ organizationId, after: count - 1 })
    const head = { sequence: count, hash: events[0]?.hash }
    expect(await log.verify(organizationId)).toEqual({ ok: true, count, head })
    expect(await log.verify('globex')).toMatchObject({ ok: true, count: 1 })
    expect(await log.verify('nobody')).toEqual({ ok: true, count: 0, head: null })
  })

  const where = "where organization_id = 'acme' and sequence"
  const columns = ['id', 'type', 'actor_type', 'actor_id', 'target_type', 'target_id', 'ip', 'user_agent', 'outcome']
  test.each([...columns, 'reason', 'data', 'occurred_at', 'hash'])('finds an altered %s', async (column) => {
    const value = column === 'occurred_at' ? 'occurred_at + 1' : column === 'data' ? `'{}'` : `'other'`
    await tamper(`update launchpad_events set ${column} = ${value} ${where} = 700`)
    expect(await log.verify(organizationId)).toEqual({ ok: false, sequence: 700, problem: 'altered' })
  })

  test.each([
    ['an event that was removed', [`delete from launchpad_events ${where} = 700`], 700, 'missing'],
    ['the first event removed', [`delete from launchpad_events ${where} = 1`], 1, 'missing'],
    [
      'a gap that was closed',
      [
        `delete from launchpad_events ${where} = 700`,
        `update launchpad_events set sequence = -(sequence - 1) ${where} > 700`,
        `update launchpad_events set sequence = -sequence ${where} < 0`,
      ],
      700,
      'altered',
    ],
    [
      'two events that changed places',
      [
        `update launchpad_events set sequence = -701 ${where} = 700`,
        `update launchpad_events set sequence = 700 ${where} = 701`,
        `update launchpad_events set sequence = 701 ${where} = -701`,
      ],
      700,
      'altered',
    ],
    ['the last events cut off', [`delete from launchpad_events ${where} > 1200`], 1201, 'missing'],
    ['all events removed', [`delete from launchpad_events ${where} > 0`], 1, 'missing'],
    [
      'an event of another organization put in',
      [
        `delete from launchpad_events ${where} = 1`,
        `update launchpad_events set organization_id = 'acme' where organization_id = 'globex'`,
      ],
      1,
      'altered',
    ],
  ])('finds %s', async (_what, statements, sequence, problem) => {
    await tamper(...statements)
    expect(await log.verify(organizationId)).toEqual({ ok: false, sequence, problem })
  })

  /** What somebody writes who knows how hashes are made. */
  const forge = async (sequence: number, previousHash?: string): Promise<AuthEvent> => {
    const [event] = (await log.list({ organizationId, after: sequence - 1, limit: 1 })).events
    const forged = { ...(event as AuthEvent), ip: '192.0.2.66', ...(previousHash !== undefined && { previousHash }) }
    return { ...forged, hash: hashEvent(forged) }
  }

  test('finds a forged event with a good hash, because the next one names another', async () => {
    const { ip, hash } = await forge(700)
    await tamper(`update launchpad_events set ip = '${ip}', hash = '${hash}' ${where} = 700`)
    expect(await log.verify(organizationId)).toEqual({ ok: false, sequence: 701, problem: 'unchained' })
  })

  test('finds a forged last event, because the head names another', async () => {
    const { ip, hash } = await forge(count)
    await tamper(`update launchpad_events set ip = '${ip}', hash = '${hash}' ${where} = ${count}`)
    expect(await log.verify(organizationId)).toEqual({ ok: false, sequence: count, problem: 'head-mismatch' })
  })

  test('finds events that were added after the last, and the store appends nothing behind them', async () => {
    const names =
      'id, type, occurred_at, actor_type, actor_id, target_type, target_id, ip, user_agent, outcome, reason, data'
    let last = (await log.list({ organizationId, after: count - 1 })).events[0] as AuthEvent
    for (const sequence of [count + 1, count + 2]) {
      const forged = { ...last, sequence, previousHash: last.hash }
      last = { ...forged, hash: hashEvent(forged) }
      await tamper(
        `insert into launchpad_events select organization_id, ${sequence}, ${names}, '${last.previousHash}', '${last.hash}' from launchpad_events ${where} = ${count}`,
      )
    }
    expect(await log.verify(organizationId)).toEqual({ ok: false, sequence: count + 1, problem: 'head-mismatch' })
    await expect(store.events.append([loginEvent('e', 'acme')])).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
  })

  test('misses a cut at the end that took the head along, unless an event is expected there', async () => {
    const whole = await log.verify(organizationId)
    if (!whole.ok || whole.head === null) expect.unreachable()
    const expected = whole.head
    expect(await log.verify(organizationId, { expected })).toMatchObject({ ok: true })
    await tamper(
      `delete from launchpad_events ${where} > 1200`,
      `update launchpad_event_heads set sequence = 1200, hash = (select hash from launchpad_events ${where} = 1200) where organization_id = 'acme'`,
    )
    expect(await log.verify(organizationId)).toMatchObject({ ok: true, count: 1200 })
    expect(await log.verify(organizationId, { expected })).toEqual({ ok: false, sequence: 1201, problem: 'missing' })
    await store.events.append(['x', 'y', 'z', 'q'].map((id) => loginEvent(id, 'acme')))
    expect(await log.verify(organizationId, { expected })).toEqual({
      ok: false,
      sequence: count,
      problem: 'unexpected',
    })
  })

  test('reads on when events come in meanwhile', async () => {
    let late = 3
    const busy = createEventLog({
      ...store.events,
      head: async (id) => {
        if ((late -= 1) > 0) await store.events.append([loginEvent(`late${late}`, 'acme')])
        return store.events.head(id)
      },
    })
    expect(await busy.verify(organizationId)).toMatchObject({ ok: true, count: count + 2 })
  })

  test.each([
    { sequence: 0, hash: '0'.repeat(64) },
    { sequence: 1, hash: 'x' },
    { sequence: 1.5, hash: '0'.repeat(64) },
  ])('refuses to expect %j', async (expected) => {
    await expect(log.verify(organizationId, { expected })).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
  })
})
