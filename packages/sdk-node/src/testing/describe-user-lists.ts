import assert from 'node:assert/strict'
import type { UserFilter } from '../ports/directory-store.ts'
import type { User } from '../model/user.ts'
import type { Store } from '../ports/store.ts'
import type { Runner } from './runner.ts'
import { user } from './store-samples.ts'

/** Lists of people: by organization, page, status, role and what their names hold. */
export function describeUserLists(makeStore: () => Promise<Store>, { test }: Runner): void {
  const fill = async (
    people: readonly User[],
  ): Promise<(filter: Partial<UserFilter>) => Promise<readonly string[]>> => {
    const { users } = await makeStore()
    // Not in the order of their ids.
    for (const one of people.toReversed()) assert.equal(await users.insert(one, null), true)
    return async (filter) =>
      (await users.list({ organizationIds: ['acme'], limit: 100, ...filter })).map(({ id }) => id)
  }

  test('lists the users of some organizations, and of no other', async () => {
    const list = await fill([person('u1'), person('u2', { organizationId: 'globex' }), person('u3')])
    assert.deepEqual(await list({}), ['u1', 'u3'])
    assert.deepEqual(await list({ organizationIds: ['globex', 'acme', 'example'] }), ['u1', 'u2', 'u3'])
    assert.deepEqual(await list({ organizationIds: ['acm'] }), [])
    assert.deepEqual(await list({ organizationIds: [] }), [])
  })
  test('lists users page by page, each once', async () => {
    const ids = Array.from({ length: 25 }, (_, index) => `u${index + 10}`)
    const list = await fill(ids.map((id, index) => person(id, { organizationId: index % 2 === 0 ? 'acme' : 'globex' })))
    const found: string[] = []
    for (let page: readonly string[] = ['']; page.length > 0; found.push(...page)) {
      page = await list({ organizationIds: ['acme', 'globex'], after: found.at(-1) ?? '', limit: 4 })
      assert.ok(page.length <= 4)
    }
    assert.deepEqual(found, ids)
    assert.deepEqual(await list({ after: 'u33' }), ['u34'])
    assert.deepEqual(await list({ after: 'u34' }), [])
  })
  test('lists users of some statuses, and those who have a role', async () => {
    const list = await fill([
      person('u1'),
      person('u2', { status: 'blocked', roles: [] }),
      person('u3', { status: 'invited' }),
      person('u4', { roles: [] }),
    ])
    assert.deepEqual(await list({ statuses: ['active', 'invited'] }), ['u1', 'u3', 'u4'])
    assert.deepEqual(await list({ statuses: ['pending'] }), [])
    assert.deepEqual(await list({ statuses: [] }), [])
    assert.deepEqual(await list({ withRole: true }), ['u1', 'u3'])
    assert.deepEqual(await list({ withRole: false }), ['u1', 'u2', 'u3', 'u4'])
    assert.deepEqual(await list({ withRole: true, statuses: ['active'] }), ['u1'])
  })
  test('lists users whose name, address or username holds a text, whatever its case', async () => {
    const list = await fill([
      person('u1', { name: 'ÉLISE Martin' }),
      person('u2', { email: 'martina@acme.test' }),
      person('u3', { username: 'The.MARTINS' }),
      person('u4', { name: null, email: null, externalId: 'martin', firstName: 'Martin' }),
    ])
    assert.deepEqual(await list({ search: 'mARTIN' }), ['u1', 'u2', 'u3'])
    assert.deepEqual(await list({ search: 'élise' }), ['u1'])
    assert.deepEqual(await list({ search: 'Élise m' }), ['u1'])
    assert.deepEqual(await list({ search: 'martin', organizationIds: ['globex'] }), [])
    assert.deepEqual(await list({ search: 'martin', after: 'u1', limit: 1 }), ['u2'])
    assert.deepEqual(await list({ search: '' }), ['u1', 'u2', 'u3', 'u4'])
  })
  test('searches for wildcards and quotes as for any other character', async () => {
    const odd = ['100%', 'a_b', 'a!b', "o'brien", 'a\\b', '!%!']
    const list = await fill(odd.map((name, index) => person(`u${index}`, { name })))
    for (const [index, name] of odd.entries()) assert.deepEqual(await list({ search: name }), [`u${index}`], name)
    assert.deepEqual(await list({ search: '%' }), ['u0', 'u5'])
    assert.deepEqual(await list({ search: '_' }), ['u1'])
    assert.deepEqual(await list({ search: 'a%b' }), [])
    assert.deepEqual(await list({ search: "%' or '1'='1" }), [])
  })
  test('counts the users of one organization', async () => {
    const { users } = await makeStore()
    for (const one of [person('u1'), person('u2'), person('u3', { organizationId: 'globex' })])
      await users.insert(one, null)
    assert.deepEqual(await Promise.all(['acme', 'globex', 'example'].map(users.count)), [2, 1, 0])
  })
  test('finds a user by what it is called now', async () => {
    const { users } = await makeStore()
    await users.insert(person('u1', { name: 'Ana' }), null)
    await users.replace(person('u1', { name: 'Eva', version: 2 }))
    const search = async (text: string): Promise<number> =>
      (await users.list({ organizationIds: ['acme'], search: text, limit: 10 })).length
    assert.deepEqual([await search('ana'), await search('eva')], [0, 1])
  })
}

function person(id: string, values: Partial<User> = {}): User {
  return { ...user(id, 'acme', `${id}@acme.test`), name: 'Bruno Lima', ...values }
}
