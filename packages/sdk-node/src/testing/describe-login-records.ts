import assert from 'node:assert/strict'
import type { EventDraft } from '../model/event.ts'
import type { LoginRecord } from '../model/user.ts'
import type { Store } from '../ports/store.ts'
import type { Runner } from './runner.ts'
import { later, link, loginEvent, twenty, user } from './store-samples.ts'

/** Who signed in how often: counted from the events, in the step that writes these. */
export function describeLoginRecords(makeStore: () => Promise<Store>, { test }: Runner): void {
  const fill = async (...ids: readonly string[]): Promise<Store> => {
    const store = await makeStore()
    for (const id of ids) await store.users.insert(user(id, 'acme', `${id}@acme.test`), null)
    return store
  }
  const countsOf = (records: readonly LoginRecord[]): readonly (readonly [string, string, number])[] =>
    records.map(({ userId, connectionId, count }) => [userId, connectionId, count])

  test('counts every login that is appended at once', async () => {
    const { events, loginRecords } = await fill('u1')
    await Promise.all(twenty.map(async (index) => events.append([loginEvent(`e${index}`, 'acme')])))
    assert.deepEqual(countsOf(await loginRecords.listOfUser('u1')), [['u1', 'c', 20]])
    assert.equal((await events.head('acme'))?.sequence, 20)
  })
  test('counts by user and connection, and keeps of the last login when and from where it was', async () => {
    const { events, loginRecords } = await fill('u1', 'u2')
    const last: EventDraft = {
      ...login('e3', 'u1', 'c'),
      occurredAt: later(60),
      ip: '2001:db8::1',
      userAgent: 'Zoë/2.0 "🙂"',
    }
    await events.append([login('e1', 'u1', 'c'), login('e2', 'u1', 'd'), last, { ...login('e4', 'u2', 'd'), ip: null }])
    const first = { lastAt: later(0), lastIp: '192.0.2.1', lastUserAgent: 'Browser/1.0' }
    assert.deepEqual(await loginRecords.listOfUser('u1'), [
      {
        userId: 'u1',
        connectionId: 'c',
        count: 2,
        lastAt: later(60),
        lastIp: '2001:db8::1',
        lastUserAgent: 'Zoë/2.0 "🙂"',
      },
      { userId: 'u1', connectionId: 'd', count: 1, ...first },
    ])
    assert.deepEqual(await loginRecords.listOfUser('u2'), [
      { userId: 'u2', connectionId: 'd', count: 1, ...first, lastIp: null },
    ])
  })
  test('counts what comes along with a write, and nothing of a write that is refused', async () => {
    const { users, loginRecords } = await makeStore()
    const ana = user('u1', 'acme', 'ana@acme.test')
    assert.equal(await users.insert(ana, link, [loginEvent('e1', 'acme')]), true)
    assert.equal(await users.replace({ ...ana, version: 2 }, [loginEvent('e2', 'acme')]), true)
    assert.equal(await users.replace({ ...ana, version: 2 }, [loginEvent('e3', 'acme')]), false)
    assert.equal(await users.link(ana, link, [loginEvent('e4', 'acme')]), false)
    assert.deepEqual(countsOf(await loginRecords.listOfUser('u1')), [['u1', 'c', 2]])
  })
  test('counts logins only', async () => {
    const { events, loginRecords } = await fill('u1')
    const linked: EventDraft = { ...loginEvent('e1', 'acme'), type: 'user.linked', data: { old: null, new: link } }
    const failed: EventDraft = {
      ...loginEvent('e2', 'acme'),
      type: 'login.failed',
      outcome: 'failure',
      reason: 'LOGIN_REPLAYED',
      data: { connectionId: 'c', loginId: null, incidentId: '0123456789ab' },
    }
    await events.append([linked, failed])
    assert.deepEqual(await loginRecords.listOfUser('u1'), [])
  })
  test('writes the login of somebody who is not there any more, and counts it for nobody', async () => {
    const { users, events, loginRecords } = await fill('u1', 'u2')
    await users.remove('acme', 'u1')
    await events.append([loginEvent('e1', 'acme', 'u1'), loginEvent('e2', 'acme', 'u2')])
    assert.deepEqual(
      (await events.list({ organizationId: 'acme', limit: 10 })).map(({ id }) => id),
      ['e1', 'e2'],
    )
    assert.deepEqual(await loginRecords.listOfUser('u1'), [])
    assert.deepEqual(countsOf(await loginRecords.list({ organizationId: 'acme', limit: 10 })), [['u2', 'c', 1]])
  })
  test('lists the people of an organization page by page, and never ends a page within one', async () => {
    const { users, events, loginRecords } = await fill('u1', 'u2', 'u3', 'u4')
    await users.insert(user('u0', 'globex', 'bruno@globex.test'), null)
    const of = (userId: string, ...at: readonly string[]): readonly EventDraft[] =>
      at.map((connectionId) => login(`${userId}-${connectionId}`, userId, connectionId))
    await events.append([of('u4', 'c'), of('u1', 'd', 'c'), of('u0', 'c'), of('u2', 'd', 'e', 'c')].flat())
    const list = async (filter: object): Promise<readonly string[]> => {
      const records = await loginRecords.list({ organizationId: 'acme', limit: 10, ...filter })
      return records.map(({ userId, connectionId }) => userId + connectionId)
    }
    assert.deepEqual(await list({}), ['u1c', 'u1d', 'u2c', 'u2d', 'u2e', 'u4c'])
    assert.deepEqual(await list({ limit: 2 }), ['u1c', 'u1d', 'u2c', 'u2d', 'u2e'])
    assert.deepEqual(await list({ limit: 2, after: 'u2' }), ['u4c'])
    assert.deepEqual(await list({ connectionId: 'd' }), ['u1d', 'u2d'])
    assert.deepEqual(await list({ connectionId: 'c', limit: 2 }), ['u1c', 'u2c'])
    assert.deepEqual(await list({ connectionId: 'c', limit: 2, after: 'u2' }), ['u4c'])
    assert.deepEqual(await list({ connectionId: 'x' }), [])
    assert.deepEqual(await list({ organizationId: 'globex' }), ['u0c'])
  })
}

function login(id: string, userId: string, connectionId: string): EventDraft {
  return { ...loginEvent(id, 'acme', userId), type: 'login.succeeded', data: { connectionId, loginId: 'login-a' } }
}
