import assert from 'node:assert/strict'
import type { Store } from '../ports/store.ts'
import { connection, organization } from './organization-samples.ts'
import type { Runner } from './runner.ts'
import { session } from './session-samples.ts'
import { loginEvent, user } from './store-samples.ts'

const ana = user('u1', 'acme', 'ana@acme.test')

/** What goes of sessions with those whose they are, and what stays. */
export function describeSessionTraces(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('forgets the sessions of a person who is removed, and nobody else’s', async () => {
    const store = await makeStore()
    await furnish(store)
    assert.equal(await store.users.remove('globex', 'u1'), false)
    assert.deepEqual(await left(store), ['ana', 'ana again', 'bruno', 'elsewhere'])
    assert.equal(await store.users.remove('acme', 'u1', [loginEvent('gone', 'acme', 'u1')]), true)
    assert.deepEqual(await left(store), ['bruno', 'elsewhere'])
    assert.deepEqual(await store.sessions.find('bruno'), session('bruno', { userId: 'u2' }))
  })
  test('forgets the sessions that a person had where they are moved from', async () => {
    const store = await makeStore()
    await furnish(store)
    const moved = { ...ana, organizationId: 'example', version: 2 }
    assert.equal(await store.users.move('acme', { ...moved, version: 3 }), false)
    assert.deepEqual(await left(store), ['ana', 'ana again', 'bruno', 'elsewhere'])
    assert.equal(await store.users.move('acme', moved), true)
    assert.deepEqual(await left(store), ['bruno', 'elsewhere'])
  })
  test('leaves the sessions of a person who is replaced, and those a connection began that is removed', async () => {
    const store = await makeStore()
    await furnish(store)
    await store.connections.insert(connection('c', 'acme'))
    assert.equal(await store.users.replace({ ...ana, status: 'inactive', version: 2 }), true)
    assert.equal(await store.connections.remove('acme', 'c'), true)
    assert.deepEqual(await left(store), ['ana', 'ana again', 'bruno', 'elsewhere'])
  })
  test('forgets the sessions of an organization that is removed, also of people it does not know', async () => {
    const store = await makeStore()
    await furnish(store)
    assert.equal(await store.organizations.remove('acme'), true)
    assert.deepEqual(await left(store), ['elsewhere'])
  })
}

/** Two of Ana's, one of Bruno, of whom only his session is known, and one at another organization. */
async function furnish({ organizations, users, sessions }: Store): Promise<void> {
  for (const id of ['acme', 'globex']) await organizations.insert(organization(id))
  await users.insert(ana, null)
  for (const id of ['ana', 'ana again']) await sessions.insert(session(id))
  await sessions.insert(session('bruno', { userId: 'u2' }))
  await sessions.insert(session('elsewhere', { organizationId: 'globex', userId: 'u3' }))
}

async function left({ sessions }: Store): Promise<readonly string[]> {
  const found = await Promise.all(['ana', 'ana again', 'bruno', 'elsewhere'].map((id) => sessions.find(id)))
  return found.flatMap((one) => one?.id ?? [])
}
