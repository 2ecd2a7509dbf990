import assert from 'node:assert/strict'
import type { PendingLogin } from '../model/pending-login.ts'
import type { User } from '../model/user.ts'
import type { Store } from '../ports/store.ts'
import type { Runner } from './runner.ts'

const now = new Date('2030-01-01T00:00:00Z')
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000)
const twenty = Array.from({ length: 20 }, (_, index) => index)

/**
 * The contract of a store. Every store, ours or yours, must pass it.
 *
 * @param makeStore gives an empty store, a new one each time.
 */
export function describeStore(name: string, makeStore: () => Promise<Store>, runner: Runner): void {
  runner.describe(`store contract: ${name}`, () => {
    describeLogins(makeStore, runner)
    describeReplays(makeStore, runner)
    describeUsers(makeStore, runner)
  })
}

function describeLogins(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('gives a login back as it was put, once', async () => {
    const { logins } = await makeStore()
    const login = pendingLogin('login-a')
    await logins.put(login)
    assert.deepEqual(await logins.take('login-a', now), login)
    assert.equal(await logins.take('login-a', now), null)
  })
  test('of many takers at once, one wins', async () => {
    const { logins } = await makeStore()
    await logins.put(pendingLogin('login-b'))
    const taken = await Promise.all(twenty.map(() => logins.take('login-b', now)))
    assert.equal(taken.filter((one) => one !== null).length, 1)
  })
  test('does not give back an expired login', async () => {
    const { logins } = await makeStore()
    await logins.put(pendingLogin('login-c'))
    assert.equal(await logins.take('login-c', later(600)), null)
  })
  test('answers null for a login it never had', async () => {
    const { logins } = await makeStore()
    assert.equal(await logins.take('login-never', now), null)
  })
}

function describeReplays(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('lets a key be claimed once until it expires', async () => {
    const { replays } = await makeStore()
    assert.equal(await replays.claim('c:1', later(60), now), true)
    assert.equal(await replays.claim('c:1', later(60), later(59)), false)
    assert.equal(await replays.claim('c:2', later(60), now), true)
    assert.equal(await replays.claim('c:1', later(120), later(60)), true)
  })
  test('of many claims at once, one wins', async () => {
    const { replays } = await makeStore()
    const claims = await Promise.all(twenty.map(() => replays.claim('c:3', later(60), now)))
    assert.equal(claims.filter(Boolean).length, 1)
  })
}

function describeUsers(makeStore: () => Promise<Store>, { test }: Runner): void {
  const link = { connectionId: 'c', subject: 's' }
  test('finds a user by id, link and e-mail address, each within its organization', async () => {
    const { users } = await makeStore()
    const ana = user('u1', 'acme', 'ana@acme.test')
    assert.equal(await users.insert(ana, link), true)
    assert.deepEqual(await users.find('acme', 'u1'), ana)
    assert.deepEqual(await users.findByLink(link), ana)
    assert.deepEqual(await users.findByEmail('acme', 'ana@acme.test'), ana)
    assert.equal(await users.find('globex', 'u1'), null)
    assert.equal(await users.findByEmail('globex', 'ana@acme.test'), null)
  })
  test('of many inserts of one person at once, one wins', async () => {
    const { users } = await makeStore()
    const inserts = await Promise.all(
      twenty.map((index) => users.insert(user(`u${index}`, 'acme', 'ana@acme.test'), link)),
    )
    assert.equal(inserts.filter(Boolean).length, 1)
  })
  test('refuses a second user with the same e-mail address in one organization and writes nothing', async () => {
    const { users } = await makeStore()
    await users.insert(user('u1', 'acme', 'ana@acme.test'), link)
    const other = { connectionId: 'c', subject: 'other' }
    assert.equal(await users.insert(user('u2', 'acme', 'ana@acme.test'), other), false)
    assert.equal(await users.findByLink(other), null)
    assert.equal(await users.insert(user('u3', 'globex', 'ana@acme.test'), other), true)
  })
  test('lets a link lead to one user only, and a user have one link at a connection', async () => {
    const { users } = await makeStore()
    const [ana, eva] = [user('u1', 'acme', 'ana@acme.test'), user('u2', 'acme', 'eva@acme.test')]
    await users.insert(ana, link)
    await users.insert(eva, { connectionId: 'c', subject: 'eva' })
    assert.equal(await users.link(eva, link), false)
    assert.equal(await users.link(eva, { connectionId: 'd', subject: 's' }), true)
    assert.equal(await users.link(eva, { connectionId: 'd', subject: 'second' }), false)
    assert.equal(await users.link(ana, { connectionId: 'c', subject: 'second' }), false)
    assert.equal((await users.findByLink({ connectionId: 'd', subject: 's' }))?.id, 'u2')
  })
  test('replaces a user, and finds it under the new address only', async () => {
    const { users } = await makeStore()
    await users.insert(user('u1', 'acme', 'ana@acme.test'), link)
    assert.equal(await users.replace(user('u1', 'acme', 'ana.souza@acme.test')), true)
    assert.equal((await users.findByEmail('acme', 'ana.souza@acme.test'))?.id, 'u1')
    assert.equal(await users.findByEmail('acme', 'ana@acme.test'), null)
    assert.equal(await users.replace(user('u9', 'acme', 'nobody@acme.test')), false)
  })
  test('refuses to give a user the address of another', async () => {
    const { users } = await makeStore()
    await users.insert(user('u1', 'acme', 'ana@acme.test'), link)
    await users.insert(user('u2', 'acme', 'eva@acme.test'), { connectionId: 'c', subject: 'eva' })
    assert.equal(await users.replace(user('u2', 'acme', 'ana@acme.test')), false)
    assert.equal((await users.find('acme', 'u2'))?.email, 'eva@acme.test')
  })
}

function pendingLogin(id: string): PendingLogin {
  return {
    id,
    connectionId: 'c',
    returnTo: '/inbox?tab=1#top',
    memo: { type: 'oidc', codeVerifier: 'v', nonce: 'n' },
    browserKeyHash: 'h',
    expiresAt: later(600),
  }
}

function user(id: string, organizationId: string, email: string): User {
  return {
    id,
    organizationId,
    email,
    name: 'Ana',
    firstName: 'Ana',
    lastName: null,
    status: 'active',
    source: 'jit',
    roles: ['buyer'],
    createdAt: now,
    updatedAt: now,
  }
}
