import assert from 'node:assert/strict'
import type { Store } from '../ports/store.ts'
import type { Runner } from './runner.ts'
import { listIds, session } from './session-samples.ts'
import { later, now, twenty } from './store-samples.ts'

/** Sessions that have begun, and what is kept of them until they end. */
export function describeSessions(makeStore: () => Promise<Store>, runner: Runner): void {
  describeKeeping(makeStore, runner)
  describeListing(makeStore, runner)
  describeReplacing(makeStore, runner)
  describeTouching(makeStore, runner)
  describeForgetting(makeStore, runner)
}

function describeKeeping(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('gives a session back as it was inserted, with what is not known of it', async () => {
    const { sessions } = await makeStore()
    const known = session('s1', { sealed: 'x'.repeat(100_000), lastSeenAt: later(1), endsAt: later(86_400 * 400) })
    const unknown = session('s2', { origin: { ip: null, userAgent: null } })
    await sessions.insert(known)
    await sessions.insert(unknown)
    assert.deepEqual(await sessions.find('s1'), known)
    assert.deepEqual(await sessions.find('s2'), unknown)
    assert.deepEqual(await sessions.list({ organizationId: 'acme', userId: 'u1', now, limit: 1 }), [known])
  })
  test('finds no session it never had', async () => {
    const { sessions } = await makeStore()
    await sessions.insert(session('s1'))
    assert.equal(await sessions.find('s2'), null)
    assert.equal(await sessions.find('s1\0'), null)
  })
  test('leaves a session as it is when its id is inserted again', async () => {
    const { sessions } = await makeStore()
    await sessions.insert(session('s1'))
    await sessions.insert(session('s1', { organizationId: 'globex', userId: 'u2', sealed: 'other' }))
    assert.deepEqual(await sessions.find('s1'), session('s1'))
    assert.deepEqual(await sessions.list({ organizationId: 'globex', userId: 'u2', now, limit: 1 }), [])
  })
}

function describeListing(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('lists the session seen last first, those seen at once in the order of their ids', async () => {
    const store = await makeStore()
    for (const [id, seconds] of [
      ['s5', 1],
      ['s2', 3],
      ['s4', 2],
      ['s3', 3],
      ['s1', 2],
    ] as const)
      // prettier-ignore
      await store.sessions.insert(session(id, { lastSeenAt: later(seconds) }))
    assert.deepEqual(await listIds(store), ['s2', 's3', 's1', 's4', 's5'])
  })
  test('lists as many as it is told to, and leaves out none of the others for those that are over', async () => {
    const store = await makeStore()
    for (const index of [1, 2, 3]) await store.sessions.insert(session(`s${index}`))
    await store.sessions.insert(session('over', { lastSeenAt: later(1), expiresAt: later(30) }))
    assert.deepEqual(await listIds(store, { limit: 2, now: later(60) }), ['s1', 's2'])
    assert.deepEqual(await listIds(store, { limit: 2 }), ['over', 's1'])
  })
  test('lists no session that rested too long or has ended, from that very moment on', async () => {
    const store = await makeStore()
    await store.sessions.insert(session('rests', { expiresAt: later(60) }))
    await store.sessions.insert(session('ends', { expiresAt: later(600), endsAt: later(120) }))
    assert.deepEqual(await listIds(store, { now: later(59) }), ['ends', 'rests'])
    assert.deepEqual(await listIds(store, { now: later(60) }), ['ends'])
    assert.deepEqual(await listIds(store, { now: later(119) }), ['ends'])
    assert.deepEqual(await listIds(store, { now: later(120) }), [])
    assert.deepEqual(await store.sessions.find('ends'), session('ends', { endsAt: later(120) }))
  })
  test('lists nobody else’s sessions', async () => {
    const store = await makeStore()
    await store.sessions.insert(session('s1'))
    await store.sessions.insert(session('s2', { userId: 'u2' }))
    await store.sessions.insert(session('s3', { organizationId: 'globex' }))
    assert.deepEqual(await listIds(store), ['s1'])
    assert.deepEqual(await listIds(store, { userId: 'u2' }), ['s2'])
    assert.deepEqual(await listIds(store, { organizationId: 'globex' }), ['s3'])
    assert.deepEqual(await listIds(store, { organizationId: 'globex', userId: 'u2' }), [])
    assert.deepEqual(await listIds(store, { userId: 'u1\0' }), [])
  })
}

function describeReplacing(makeStore: () => Promise<Store>, { test }: Runner): void {
  const second = { connectionId: 'd', sealed: 'sealed', endsAt: later(7200), version: 2 } as const
  test('replaces a session with its next version only', async () => {
    const { sessions } = await makeStore()
    await sessions.insert(session('s1'))
    assert.equal(await sessions.replace(session('s1', { ...second, version: 1 })), false)
    assert.equal(await sessions.replace(session('s1', { ...second, version: 3 })), false)
    assert.deepEqual(await sessions.find('s1'), session('s1'))
    assert.equal(await sessions.replace(session('s1', second)), true)
    assert.deepEqual(await sessions.find('s1'), session('s1', second))
    assert.equal(await sessions.replace(session('s1', second)), false)
    assert.equal(await sessions.replace(session('s2', second)), false)
    assert.equal(await sessions.find('s2'), null)
  })
  test('of many who replace a session at once, one does', async () => {
    const { sessions } = await makeStore()
    await sessions.insert(session('s1'))
    const each = twenty.map((index) => session('s1', { sealed: `sealed ${index}`, version: 2 }))
    const answers = await Promise.all(each.map((record) => sessions.replace(record)))
    assert.equal(answers.filter(Boolean).length, 1)
    assert.deepEqual(await sessions.find('s1'), each[answers.indexOf(true)])
  })
  test('makes no session another person’s', async () => {
    const store = await makeStore()
    await store.sessions.insert(session('s1'))
    assert.equal(await store.sessions.replace(session('s1', { ...second, organizationId: 'globex' })), false)
    assert.equal(await store.sessions.replace(session('s1', { ...second, userId: 'u2' })), false)
    assert.deepEqual(await store.sessions.find('s1'), session('s1'))
  })
  test('keeps a use that was noted while somebody was about to replace the session', async () => {
    const { sessions } = await makeStore()
    await sessions.insert(session('s1'))
    const use = { lastSeenAt: later(60), expiresAt: later(660) }
    await sessions.touch('s1', use)
    assert.equal(await sessions.replace(session('s1', second)), true)
    assert.deepEqual(await sessions.find('s1'), session('s1', { ...second, ...use }))
    const third = session('s1', { ...second, lastSeenAt: later(90), expiresAt: later(400), version: 3 })
    assert.equal(await sessions.replace(third), true)
    assert.deepEqual(await sessions.find('s1'), third)
  })
}

function describeTouching(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('notes that a session is used, and leaves all else and its version alone', async () => {
    const store = await makeStore()
    for (const id of ['s1', 's2']) await store.sessions.insert(session(id, { sealed: 'sealed' }))
    const use = { lastSeenAt: later(60), expiresAt: later(660) }
    await store.sessions.touch('s2', use)
    assert.deepEqual(await store.sessions.find('s2'), session('s2', { sealed: 'sealed', ...use }))
    assert.deepEqual(await store.sessions.find('s1'), session('s1', { sealed: 'sealed' }))
    assert.deepEqual(await listIds(store), ['s2', 's1'])
    assert.deepEqual(await listIds(store, { now: later(630) }), ['s2'])
    assert.equal(await store.sessions.replace(session('s2', { ...use, version: 2 })), true)
  })
  test('never takes the last use of a session back, whatever comes late', async () => {
    const { sessions } = await makeStore()
    await sessions.insert(session('s1'))
    const uses = twenty.map((index) => ({ lastSeenAt: later(index * 7), expiresAt: later(600 + index * 7) }))
    await Promise.all(uses.toReversed().map((use) => sessions.touch('s1', use)))
    await sessions.touch('s1', { lastSeenAt: later(1), expiresAt: later(9) })
    assert.deepEqual(await sessions.find('s1'), session('s1', uses.at(-1)))
  })
  test('makes no session by noting that one is used', async () => {
    const { sessions } = await makeStore()
    for (const id of ['s1', 's1\0']) await sessions.touch(id, { lastSeenAt: later(60), expiresAt: later(660) })
    assert.equal(await sessions.find('s1'), null)
  })
}

function describeForgetting(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('forgets a session that is removed, and no other', async () => {
    const store = await makeStore()
    for (const id of ['s1', 's2']) await store.sessions.insert(session(id))
    for (const id of ['s1', 's1', 's3', 's2\0']) await store.sessions.remove(id)
    assert.equal(await store.sessions.find('s1'), null)
    assert.deepEqual(await listIds(store), ['s2'])
    assert.equal(await store.sessions.replace(session('s1', { version: 2 })), false)
  })
  test('forgets sessions that ended before, the longest ended first, at most as many as it is told to', async () => {
    const { sessions } = await makeStore()
    for (const [id, seconds] of [
      ['s1', 30],
      ['s2', 10],
      ['s3', 60],
      ['s4', 20],
    ] as const)
      // prettier-ignore
      await sessions.insert(session(id, { endsAt: later(seconds) }))
    const left = async (): Promise<readonly string[]> => {
      const found = await Promise.all(['s1', 's2', 's3', 's4'].map((id) => sessions.find(id)))
      return found.flatMap((one) => one?.id ?? [])
    }
    await sessions.sweep(later(60), 1)
    assert.deepEqual(await left(), ['s1', 's3', 's4'])
    await sessions.sweep(later(60), 0)
    assert.deepEqual(await left(), ['s1', 's3', 's4'])
    await sessions.sweep(later(60), 10)
    assert.deepEqual(await left(), ['s3'])
  })
  test('forgets no session that merely rests', async () => {
    const { sessions } = await makeStore()
    await sessions.insert(session('s1', { expiresAt: later(10) }))
    await sessions.sweep(later(60), 10)
    assert.deepEqual(await sessions.find('s1'), session('s1', { expiresAt: later(10) }))
  })
}
