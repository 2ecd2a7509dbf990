import assert from 'node:assert/strict'
import type { EventDraft } from '../model/event.ts'
import type { Store } from '../ports/store.ts'
import type { NumberedRevocation } from '../ports/revocation-store.ts'
import type { Runner } from './runner.ts'
import { later, loginEvent, now, twenty, user } from './store-samples.ts'

const tell = ({ kind, key }: NumberedRevocation): string => `${kind} ${key}`

/** Somebody signed out. */
function signedOut(id: string, sessionId: string, occurredAt: Date = now): EventDraft {
  const { ip, userAgent, actor, organizationId } = loginEvent(id, 'acme')
  return {
    id,
    organizationId,
    occurredAt,
    actor,
    ip,
    userAgent,
    outcome: 'success',
    reason: null,
    type: 'session.revoked',
    target: { type: 'session', id: sessionId },
    data: { scope: { kind: 'session', key: sessionId }, cause: 'logout' },
  }
}

function switchedOff(id: string, userId: string): EventDraft {
  const { ip, userAgent, organizationId } = loginEvent(id, 'acme')
  return {
    id,
    organizationId,
    occurredAt: now,
    ip,
    userAgent,
    outcome: 'success',
    reason: null,
    actor: { type: 'scim', id: 'acme' },
    type: 'user.deactivated',
    target: { type: 'user', id: userId },
    data: { old: { status: 'active' }, new: { status: 'inactive' }, connectionId: 'acme' },
  }
}

/** Whose sessions are over: kept with the events that end them. */
export function describeRevocations(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('has no revocations before the first', async () => {
    const { revocations } = await makeStore()
    assert.deepEqual([await revocations.head(), await revocations.list(0, 10)], [0, []])
  })
  test('ends the sessions that an event ends, in the order of the events', async () => {
    const { events, revocations } = await makeStore()
    await events.append([signedOut('e1', 's1'), loginEvent('e2', 'acme'), signedOut('e3', 's2')])
    await events.append([loginEvent('e4', 'acme')])
    await events.append([switchedOff('e5', 'u1')])
    const all = await revocations.list(0, 10)
    assert.deepEqual(all.map(tell), ['session s1', 'session s2', 'user u1'])
    assert.deepEqual(
      all.map(({ sequence, before }) => [sequence, before.getTime() - now.getTime()]),
      [
        [1, 1],
        [2, 1],
        [3, 1],
      ],
    )
    assert.equal(await revocations.head(), 3)
    assert.deepEqual((await revocations.list(1, 1)).map(tell), ['session s2'])
  })
  test('ends them with the write that tells the event, and not when that is refused', async () => {
    const store = await makeStore()
    const ana = user('u1', 'acme', 'ana@acme.test')
    await store.users.insert(ana, null)
    assert.equal(await store.users.replace({ ...ana, version: 3 }, [switchedOff('e1', 'u1')]), false)
    assert.equal(await store.revocations.head(), 0)
    const off = { ...ana, status: 'inactive', version: 2 } as const
    assert.equal(await store.users.replace(off, [switchedOff('e2', 'u1')]), true)
    assert.deepEqual((await store.revocations.list(0, 10)).map(tell), ['user u1'])
  })
  test('numbers them without a gap, however many come at once', async () => {
    const { events, revocations } = await makeStore()
    await Promise.all(twenty.map((index) => events.append([signedOut(`e${index}`, `s${index}`)])))
    const sequences = (await revocations.list(0, 100)).map(({ sequence }) => sequence)
    assert.deepEqual(
      sequences,
      twenty.map((_, index) => index + 1),
    )
  })
  test('forgets old ones, at most as many as it is told to', async () => {
    const { events, revocations } = await makeStore()
    await events.append([signedOut('e1', 's1'), signedOut('e2', 's2'), signedOut('e3', 's3', later(60))])
    await revocations.sweep(later(30), 1)
    assert.equal((await revocations.list(0, 10)).length, 2)
    await revocations.sweep(later(30), 10)
    assert.deepEqual((await revocations.list(0, 10)).map(tell), ['session s3'])
    assert.equal(await revocations.head(), 3)
  })
  test('tells whoever listens, where it can', async () => {
    const { events, revocations } = await makeStore()
    if (revocations.listen === null) return
    let stop: () => Promise<void> = async () => {}
    const heard = new Promise<void>((resolve) => {
      void revocations.listen?.(resolve).then(async (stopListening) => {
        stop = stopListening
        await events.append([signedOut('e1', 's1')])
      })
    })
    await heard
    await stop()
  })
}
