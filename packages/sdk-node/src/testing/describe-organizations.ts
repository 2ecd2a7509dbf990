import assert from 'node:assert/strict'
import type { Store } from '../ports/store.ts'
import type { Runner } from './runner.ts'
import { link, user } from './store-samples.ts'

/** Nothing of one organization is ever seen or changed by another. */
export function describeOrganizations(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('refuses an id that another user has, in whatever organization', async () => {
    const { users } = await makeStore()
    await users.insert(user('u1', 'acme', 'ana@acme.test'), link)
    assert.equal(await users.insert(user('u1', 'globex', 'bruno@globex.test'), { ...link, subject: 'other' }), false)
    assert.equal(await users.find('globex', 'u1'), null)
  })
  test('neither links nor replaces a user of another organization', async () => {
    const { users } = await makeStore()
    const ana = user('u1', 'acme', 'ana@acme.test')
    await users.insert(ana, link)
    const foreign = { ...ana, organizationId: 'globex', name: 'Bruno' }
    assert.equal(await users.replace(foreign), false)
    assert.equal(await users.link(foreign, { connectionId: 'd', subject: 's' }), false)
    assert.deepEqual(await users.find('acme', 'u1'), ana)
  })
  test('keeps two organizations apart that are provisioned at once', async () => {
    const { users } = await makeStore()
    const provision = async (organizationId: string, index: number): Promise<void> => {
      const [id, subject] = [`${organizationId}-${index}`, `s${index}`]
      const one = user(id, organizationId, `u${index}@example.test`)
      assert.equal(await users.insert(one, { connectionId: organizationId, subject }), true)
      const found = await users.findByLink({ connectionId: organizationId, subject })
      assert.deepEqual(found, one)
      assert.equal(await users.replace({ ...one, name: id }), true)
      assert.equal(await users.link(one, { connectionId: `${organizationId}-second`, subject }), true)
    }
    const each = Array.from({ length: 60 }, (_, index) => index)
    await Promise.all(each.flatMap((index) => [provision('acme', index), provision('globex', index)]))
    for (const [organizationId, other] of [['acme', 'globex'] as const, ['globex', 'acme'] as const])
      for (const index of each) {
        const id = `${organizationId}-${index}`
        const found = await users.findByEmail(organizationId, `u${index}@example.test`)
        assert.deepEqual([found?.id, found?.name, found?.organizationId], [id, id, organizationId])
        assert.equal(await users.find(other, id), null)
        const linked = await users.findByLink({ connectionId: `${organizationId}-second`, subject: `s${index}` })
        assert.equal(linked?.id, id)
      }
  })
}
