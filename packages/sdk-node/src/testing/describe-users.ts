import assert from 'node:assert/strict'
import type { User } from '../model/user.ts'
import type { Store } from '../ports/store.ts'
import type { Runner } from './runner.ts'
import { link, now, twenty, user } from './store-samples.ts'

/** People: each in an organization, found by id, address and link. */
export function describeUsers(makeStore: () => Promise<Store>, { test }: Runner): void {
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
  test('gives a user back as it was put, whatever is missing and however it is spelled', async () => {
    const { users } = await makeStore()
    const bare = { ...user('u1', 'acme', ''), email: null, name: null, firstName: null, roles: [] }
    const rich: User = {
      ...user('u2', 'acme', "o'brien+%_@acme.test"),
      name: 'Zoë "Ζ" 🙂; drop table users --',
      lastName: '',
      status: 'inactive',
      source: 'manual',
      roles: ['buyer', 'admin', 'comprador, sênior'],
      updatedAt: new Date(now.getTime() + 1),
    }
    assert.equal(await users.insert(bare, { connectionId: 'c', subject: 'bare' }), true)
    assert.equal(await users.insert(rich, { connectionId: 'c', subject: 'rich' }), true)
    assert.deepEqual(await users.find('acme', 'u1'), bare)
    assert.deepEqual(await users.findByEmail('acme', "o'brien+%_@acme.test"), rich)
  })
  test('lets many users of one organization have no e-mail address', async () => {
    const { users } = await makeStore()
    const inserts = await Promise.all(
      twenty.map((index) =>
        users.insert({ ...user(`u${index}`, 'acme', ''), email: null }, { connectionId: 'c', subject: `s${index}` }),
      ),
    )
    assert.ok(inserts.every(Boolean))
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
