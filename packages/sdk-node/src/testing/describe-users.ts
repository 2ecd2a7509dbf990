import assert from 'node:assert/strict'
import type { User } from '../model/user.ts'
import type { Store } from '../ports/store.ts'
import type { Runner } from './runner.ts'
import { link, now, twenty, user } from './store-samples.ts'

/** People: each in an organization, found by id, address, username, external id and link. */
export function describeUsers(makeStore: () => Promise<Store>, runner: Runner): void {
  describeFinding(makeStore, runner)
  describeInserts(makeStore, runner)
  describeReplacements(makeStore, runner)
}

const ana = user('u1', 'acme', 'ana@acme.test')
const named: User = { ...ana, username: 'Ana.Souza', externalId: 'E-1' }

function describeFinding(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('finds a user by id, link and e-mail address, each within its organization', async () => {
    const { users } = await makeStore()
    assert.equal(await users.insert(ana, link), true)
    assert.deepEqual(await users.find('acme', 'u1'), ana)
    assert.deepEqual(await users.findByLink(link), ana)
    assert.deepEqual(await users.findByEmail('acme', 'ana@acme.test'), ana)
    assert.equal(await users.find('globex', 'u1'), null)
    assert.equal(await users.findByEmail('globex', 'ana@acme.test'), null)
  })
  test('finds a user by id in whatever organization where that is asked for', async () => {
    const { users } = await makeStore()
    await users.insert(ana, null)
    assert.deepEqual(await users.findAnywhere('u1'), ana)
    assert.equal(await users.findAnywhere('u2'), null)
  })
  test('finds a user by username, whatever its case, within its organization', async () => {
    const { users } = await makeStore()
    await users.insert({ ...named, username: 'ÄNA.Souza' }, null)
    for (const spelled of ['ÄNA.Souza', 'äna.souza', 'ÄNA.SOUZA'])
      assert.equal((await users.findByUsername('acme', spelled))?.username, 'ÄNA.Souza')
    for (const other of ['ana.souza', 'äna_souza', 'äna', ''])
      assert.equal(await users.findByUsername('acme', other), null)
    assert.equal(await users.findByUsername('globex', 'ÄNA.Souza'), null)
  })
  test('finds a user by external id, as it is spelled, within its organization', async () => {
    const { users } = await makeStore()
    await users.insert(named, null)
    assert.deepEqual(await users.findByExternalId('acme', 'E-1'), named)
    assert.equal(await users.findByExternalId('acme', 'e-1'), null)
    assert.equal(await users.findByExternalId('globex', 'E-1'), null)
  })
  test('gives a user back as it was put, whatever is missing and however it is spelled', async () => {
    const { users } = await makeStore()
    const bare = { ...user('u1', 'acme', ''), email: null, name: null, firstName: null, roles: [], roleSource: null }
    const rich: User = {
      ...user('u2', 'acme', "o'brien+%_@acme.test"),
      username: "O'Brien %_\\",
      externalId: '{"id": 1}',
      name: 'Zoë "Ζ" 🙂; drop table users --',
      lastName: '',
      status: 'invited',
      source: 'scim',
      roles: ['buyer', 'admin', 'comprador, sênior'],
      roleSource: 'groups',
      updatedAt: new Date(now.getTime() + 1),
    }
    assert.equal(await users.insert(bare, { connectionId: 'c', subject: 'bare' }), true)
    assert.equal(await users.insert(rich, { connectionId: 'c', subject: 'rich' }), true)
    assert.deepEqual(await users.find('acme', 'u1'), bare)
    assert.deepEqual(await users.findByEmail('acme', "o'brien+%_@acme.test"), rich)
    assert.deepEqual(await users.findByUsername('acme', "o'brien %_\\"), rich)
  })
}

function describeInserts(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('of many inserts of one person at once, one wins', async () => {
    const { users } = await makeStore()
    const inserts = await Promise.all(
      twenty.map((index) => users.insert(user(`u${index}`, 'acme', 'ana@acme.test'), link)),
    )
    assert.equal(inserts.filter(Boolean).length, 1)
  })
  test('refuses a second user with the same e-mail address in one organization and writes nothing', async () => {
    const { users } = await makeStore()
    await users.insert(ana, link)
    const other = { connectionId: 'c', subject: 'other' }
    assert.equal(await users.insert(user('u2', 'acme', 'ana@acme.test'), other), false)
    assert.equal(await users.findByLink(other), null)
    assert.equal(await users.insert(user('u3', 'globex', 'ana@acme.test'), other), true)
  })
  test('refuses a second user with the same username, whatever its case, or external id in one organization', async () => {
    const { users } = await makeStore()
    await users.insert(named, null)
    const other = user('u2', 'acme', 'eva@acme.test')
    assert.equal(await users.insert({ ...other, username: 'ana.SOUZA' }, null), false)
    assert.equal(await users.insert({ ...other, externalId: 'E-1' }, null), false)
    assert.equal(await users.find('acme', 'u2'), null)
    assert.equal(await users.insert({ ...other, username: 'ana.souza2', externalId: 'e-1' }, null), true)
    assert.equal(await users.insert({ ...named, id: 'u3', organizationId: 'globex' }, null), true)
  })
  test('refuses an id that is there, and leaves its user as it was', async () => {
    const { users } = await makeStore()
    await users.insert(ana, link)
    assert.equal(await users.insert(user('u1', 'acme', 'eva@acme.test'), null), false)
    assert.deepEqual(await users.findByLink(link), ana)
    assert.equal(await users.findByEmail('acme', 'eva@acme.test'), null)
  })
  test('lets many users of one organization have no address, no username and no external id', async () => {
    const { users } = await makeStore()
    const inserts = await Promise.all(
      twenty.map((index) =>
        users.insert({ ...user(`u${index}`, 'acme', ''), email: null }, { connectionId: 'c', subject: `s${index}` }),
      ),
    )
    assert.ok(inserts.every(Boolean))
  })
}

function describeReplacements(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('replaces a user, and finds it under the new address, username and external id only', async () => {
    const { users } = await makeStore()
    await users.insert(named, link)
    const changed = { ...named, email: 'ana.souza@acme.test', username: 'souza', externalId: 'E-2', version: 2 }
    assert.equal(await users.replace(changed), true)
    assert.deepEqual(await users.findByEmail('acme', 'ana.souza@acme.test'), changed)
    assert.deepEqual(await users.findByUsername('acme', 'SOUZA'), changed)
    assert.deepEqual(await users.findByExternalId('acme', 'E-2'), changed)
    assert.equal(await users.findByEmail('acme', 'ana@acme.test'), null)
    assert.equal(await users.findByUsername('acme', 'Ana.Souza'), null)
    assert.equal(await users.findByExternalId('acme', 'E-1'), null)
  })
  test('replaces no user that it does not have', async () => {
    const { users } = await makeStore()
    assert.equal(await users.replace({ ...ana, version: 2 }), false)
    assert.equal(await users.find('acme', 'u1'), null)
  })
  test('replaces the version before, and no other', async () => {
    const { users } = await makeStore()
    await users.insert(ana, link)
    for (const version of [0, 1, 3]) assert.equal(await users.replace({ ...ana, name: 'Eva', version }), false)
    assert.deepEqual(await users.find('acme', 'u1'), ana)
    assert.equal(await users.replace({ ...ana, version: 2 }), true)
    assert.equal(await users.replace({ ...ana, version: 2 }), false)
    assert.equal(await users.replace({ ...ana, version: 3 }), true)
  })
  test('of many replacements of one version at once, one wins', async () => {
    const { users } = await makeStore()
    await users.insert(ana, link)
    const names = twenty.map((index) => `Ana ${index}`)
    const replaced = await Promise.all(names.map((name) => users.replace({ ...ana, name, version: 2 })))
    assert.equal(replaced.filter(Boolean).length, 1)
    assert.equal((await users.find('acme', 'u1'))?.name, names[replaced.indexOf(true)])
  })
  test('refuses to give a user the address, username or external id of another', async () => {
    const { users } = await makeStore()
    await users.insert(named, link)
    const eva = user('u2', 'acme', 'eva@acme.test')
    await users.insert(eva, { connectionId: 'c', subject: 'eva' })
    for (const taken of [{ email: 'ana@acme.test' }, { username: 'ANA.souza' }, { externalId: 'E-1' }])
      assert.equal(await users.replace({ ...eva, ...taken, version: 2 }), false, JSON.stringify(taken))
    assert.deepEqual(await users.find('acme', 'u2'), eva)
    assert.deepEqual(await users.findByUsername('acme', 'ana.souza'), named)
  })
  test('lets a user keep its username in another case', async () => {
    const { users } = await makeStore()
    await users.insert(named, null)
    assert.equal(await users.replace({ ...named, username: 'ANA.SOUZA', version: 2 }), true)
    assert.equal((await users.findByUsername('acme', 'ana.souza'))?.username, 'ANA.SOUZA')
  })
}
