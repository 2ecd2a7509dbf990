import assert from 'node:assert/strict'
import type { Store } from '../ports/store.ts'
import type { Runner } from './runner.ts'
import { link, twenty, user } from './store-samples.ts'

/** A link leads to one user, and to nobody else. */
export function describeLinks(makeStore: () => Promise<Store>, { test }: Runner): void {
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
  test('refuses a user whose link leads to another and writes nothing', async () => {
    const { users } = await makeStore()
    await users.insert(user('u1', 'acme', 'ana@acme.test'), link)
    assert.equal(await users.insert(user('u2', 'acme', 'eva@acme.test'), link), false)
    assert.equal(await users.find('acme', 'u2'), null)
    assert.equal(await users.findByEmail('acme', 'eva@acme.test'), null)
    assert.equal((await users.findByLink(link))?.id, 'u1')
  })
  test('of many links to one subject at once, one wins', async () => {
    const { users } = await makeStore()
    const people = twenty.map((index) => user(`u${index}`, 'acme', `u${index}@acme.test`))
    for (const one of people) await users.insert(one, { connectionId: 'c', subject: one.id })
    const links = await Promise.all(people.map((one) => users.link(one, { connectionId: 'd', subject: 's' })))
    assert.equal(links.filter(Boolean).length, 1)
  })
  test('links no user that it does not have', async () => {
    const { users } = await makeStore()
    assert.equal(await users.link(user('u1', 'acme', 'ana@acme.test'), link), false)
    assert.equal(await users.findByLink(link), null)
  })
  test('keeps the links of a user that is replaced', async () => {
    const { users } = await makeStore()
    const renamed = { ...user('u1', 'acme', 'ana@acme.test'), name: 'Ana Souza', version: 2 }
    await users.insert(user('u1', 'acme', 'ana@acme.test'), link)
    await users.replace(renamed)
    assert.deepEqual(await users.findByLink(link), renamed)
  })
  test('lists the links of a user in the order of the connections', async () => {
    const { users } = await makeStore()
    const ana = user('u1', 'acme', 'ana@acme.test')
    await users.insert(ana, null)
    assert.deepEqual(await users.listLinks('acme', 'u1'), [])
    const links = ['d', 'c', 'e'].map((connectionId) => ({ connectionId, subject: `at ${connectionId}` }))
    for (const one of links) assert.equal(await users.link(ana, one), true)
    assert.deepEqual(
      await users.listLinks('acme', 'u1'),
      links.toSorted((one, other) => one.connectionId.localeCompare(other.connectionId)),
    )
    assert.deepEqual(await users.listLinks('globex', 'u1'), [])
  })
  test('forgets one link of a user, who may then be linked anew', async () => {
    const { users } = await makeStore()
    const ana = user('u1', 'acme', 'ana@acme.test')
    const other = { connectionId: 'd', subject: 's' }
    await users.insert(ana, link)
    await users.link(ana, other)
    assert.equal(await users.unlink(ana, 'c'), true)
    assert.equal(await users.findByLink(link), null)
    assert.deepEqual(await users.listLinks('acme', 'u1'), [other])
    assert.equal(await users.unlink(ana, 'c'), false)
    assert.equal(await users.link(ana, { ...link, subject: 'second' }), true)
    assert.equal(await users.insert(user('u2', 'acme', 'eva@acme.test'), link), true)
    assert.equal((await users.findByLink(link))?.id, 'u2')
  })
  test('never takes one subject for another, however alike they are', async () => {
    const { users } = await makeStore()
    for (const [index, [one, other]] of alike.entries()) {
      const at = { connectionId: `c${index}`, subject: one }
      assert.equal(await users.insert({ ...user(`u${index}`, 'acme', ''), email: null }, at), true)
      assert.equal(await users.findByLink({ ...at, subject: other }), null, JSON.stringify(other))
      assert.equal((await users.findByLink(at))?.id, `u${index}`)
    }
  })
}

/** What differs by a NUL, half an emoji, case, a space, a composed letter, a wildcard. */
const alike: readonly (readonly [string, string])[] = [
  ['ana', 'ana\0'],
  ['ana', 'ana\0eva'],
  ['\ufffd', '\ud800'],
  ['ana', 'Ana'],
  ['ana', 'ana '],
  ['\u00e9', 'e\u0301'],
  ['ana', 'a_a'],
  ['ana', 'a%'],
  ['1', '1.0'],
]
