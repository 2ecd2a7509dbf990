import assert from 'node:assert/strict'
import type { Change } from '../ports/organization-store.ts'
import type { Store } from '../ports/store.ts'
import { connection, domain, organization, verified } from './organization-samples.ts'
import type { Runner } from './runner.ts'
import { link, loginEvent, twenty, user } from './store-samples.ts'

const tell = ({ kind, key, organizationId }: Change): string => `${kind} ${key} of ${organizationId}`

/** How one instance learns of what another wrote. */
export function describeChanges(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('has no changes before the first write', async () => {
    const { changes } = await makeStore()
    assert.equal(await changes.head(), 0)
    assert.deepEqual(await changes.list(0, 10), [])
  })
  test('tells every write of organizations, domains and connections, in order', async () => {
    const store = await makeStore()
    await writeOfEachKind(store)
    const all = await store.changes.list(0, 100)
    assert.deepEqual(all?.map(tell), [
      'organization acme of acme',
      'organization acme of acme',
      'domain acme.test of acme',
      'domain acme.test of acme',
      'connection c of acme',
      'connection c of acme',
      'connection c of acme',
      'domain acme.test of acme',
      'organization acme of acme',
    ])
    assert.deepEqual(
      all?.map(({ sequence }) => sequence),
      [1, 2, 3, 4, 5, 6, 7, 8, 9],
    )
    assert.equal(await store.changes.head(), 9)
    assert.deepEqual(await store.changes.list(3, 2), all?.slice(3, 5))
    assert.deepEqual(await store.changes.list(9, 100), [])
  })
  test('makes whoever is ahead of the last change start over', async () => {
    const store = await makeStore()
    await store.organizations.insert(organization('acme'))
    assert.equal(await store.changes.list(2, 10), null)
  })
  test('tells nothing of what was refused, and nothing of people', async () => {
    const store = await makeStore()
    const acme = organization('acme')
    await store.organizations.insert(acme)
    const event = [loginEvent('e', 'acme')]
    const refusals = await Promise.all([
      store.organizations.insert(acme, event),
      store.organizations.replace({ ...acme, version: 3 }, event),
      store.organizations.remove('globex', event),
      store.domains.insert(domain('globex', 'acme.test'), event),
      store.domains.replace(verified(domain('acme', 'acme.test')), event),
      store.domains.remove('acme', 'acme.test', event),
      store.connections.insert(connection('c', 'globex'), event),
      store.connections.replace({ ...connection('c', 'acme'), version: 2 }, event),
      store.connections.remove('acme', 'c', event),
    ])
    assert.ok(refusals.every((answer) => !answer))
    await store.users.insert(user('u1', 'acme', 'ana@acme.test'), link)
    assert.equal(await store.changes.head(), 1)
    assert.deepEqual(await store.events.list({ organizationId: 'acme', limit: 10 }), [])
  })
  test('writes the events of each write with it, in the order given', async () => {
    const store = await makeStore()
    await writeOfEachKind(store, (index) => [loginEvent(`a${index}`, 'acme'), loginEvent(`b${index}`, 'acme')])
    const log = await store.events.list({ organizationId: 'acme', limit: 100 })
    const wanted = Array.from({ length: 9 }, (_, index) => [`a${index}`, `b${index}`]).flat()
    assert.deepEqual(
      log.map(({ id }) => id),
      wanted,
    )
  })
  test('shows a reader that asks while others write every change once, without a gap', async () => {
    const { organizations, changes } = await makeStore()
    const seen: Change[] = []
    let done = false
    const read = async (): Promise<void> => {
      for (let last = false; !last;) {
        last = done
        const more = await changes.list(seen.length, 7)
        assert.notEqual(more, null)
        seen.push(...(more ?? []))
        if ((more ?? []).length === 7) last = false
      }
    }
    const reading = read()
    await Promise.all(
      twenty.map(async (index) => {
        await organizations.insert(organization(`o${index}`))
        await organizations.replace({ ...organization(`o${index}`), version: 2 })
      }),
    )
    done = true
    await reading
    assert.deepEqual(
      seen.map(({ sequence }) => sequence),
      Array.from({ length: 40 }, (_, index) => index + 1),
    )
    for (const index of twenty) assert.equal(seen.filter(({ key }) => key === `o${index}`).length, 2)
  })
  test('lets whoever listens hear of a write, until they stop, where it can tell at all', async () => {
    const { organizations, changes } = await makeStore()
    if (changes.listen === null) return
    let hear = (): void => {}
    const heard = new Promise<void>((resolve) => (hear = resolve))
    const stop = await changes.listen(hear)
    await organizations.insert(organization('acme'))
    await heard
    await stop()
    await stop()
  })
}

async function writeOfEachKind(
  { organizations, domains, connections }: Store,
  events: (index: number) => ReturnType<typeof loginEvent>[] = () => [],
): Promise<void> {
  const [acme, name, one] = [organization('acme'), domain('acme', 'acme.test'), connection('c', 'acme')]
  assert.equal(await organizations.insert(acme, events(0)), true)
  assert.equal(await organizations.replace({ ...acme, version: 2 }, events(1)), true)
  assert.equal(await domains.insert(name, events(2)), true)
  assert.equal(await domains.replace(verified(name), events(3)), true)
  assert.equal(await connections.insert(one, events(4)), true)
  assert.equal(await connections.replace({ ...one, version: 2 }, events(5)), true)
  assert.equal(await connections.remove('acme', 'c', events(6)), true)
  assert.equal(await domains.remove('acme', 'acme.test', events(7)), true)
  assert.equal(await organizations.remove('acme', events(8)), true)
}
