import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { patchOf } from './sequences/patch-of.ts'
import { bulkRequest, group, user } from './sequences/urns.ts'
import { createCaller, type Caller } from './support/create-caller.ts'
import { localStores } from './support/open-store.ts'
import { startStage, type Stage } from './support/start-stage.ts'

const count = (statuses: readonly number[], wanted: number): number => statuses.filter((one) => one === wanted).length
const twenty = Array.from({ length: 20 }, (_, index) => index)

describe.each(localStores)('at the same time, on %s', (_name, open) => {
  const { store, close } = open()
  let stage: Stage
  let call: Caller
  const addUser = async (userName: string): Promise<string> =>
    (await call('POST', '/Users', { schemas: [user], userName, displayName: 'Nobody yet' })).body.id
  const typesOf = async (targetId: string): Promise<readonly string[]> =>
    (await store.events.list({ organizationId: 'acme', targetId, limit: 1000 })).map(({ type }) => type)
  beforeAll(async () => {
    stage = await startStage(store)
    const { token } = await stage.addProvisioner('acme')
    call = createCaller(stage.auth, { base: stage.base, token })
  })
  afterAll(() => close())

  test('of twenty POSTs of one user name exactly one makes a user, the others are conflicts', async () => {
    const replies = await Promise.all(
      twenty.map((index) =>
        call('POST', '/Users', { schemas: [user], userName: index % 2 === 0 ? 'ana@acme.test' : 'ANA@acme.test' }),
      ),
    )
    const statuses = replies.map(({ status }) => status)
    expect([count(statuses, 201), count(statuses, 409)]).toEqual([1, 19])
    const { body } = await call('GET', `/Users?filter=${encodeURIComponent('userName eq "ana@acme.test"')}`)
    expect(body.totalResults).toBe(1)
    expect(await typesOf(body.Resources[0].id)).toEqual(['user.created'])
  })

  test('of twenty PATCHes that want the same version exactly one is done, the others are 412', async () => {
    const id = await addUser('bruno@acme.test')
    const { version } = (await call('GET', `/Users/${id}`)).body.meta
    const replies = await Promise.all(
      twenty.map((index) =>
        call('PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'displayName', value: `Bruno ${index}` }), {
          'if-match': version,
        }),
      ),
    )
    const statuses = replies.map(({ status }) => status)
    expect(statuses.filter((status) => status < 300)).toHaveLength(1)
    expect(count(statuses, 412)).toBe(19)
    const winner = statuses.findIndex((status) => status < 300)
    expect((await call('GET', `/Users/${id}`)).body.displayName).toBe(`Bruno ${winner}`)
    expect(await typesOf(id)).toEqual(['user.created', 'user.updated'])
  })

  test('PATCHes of different attributes without a version are all done, or refused and then not done', async () => {
    const id = await addUser('eva@acme.test')
    const names = ['title', 'nickName', 'displayName', 'userType', 'locale', 'timezone']
    const replies = await Promise.all(
      names.map((path) => call('PATCH', `/Users/${id}`, patchOf({ op: 'replace', path, value: `of ${path}` }))),
    )
    const { body } = await call('GET', `/Users/${id}`)
    const done = names.filter((_one, index) => replies[index]!.status < 300)
    expect(done.length).toBeGreaterThan(0)
    expect(replies.filter(({ status }) => status >= 300).map(({ status }) => status)).not.toContain(500)
    expect(names.filter((name) => body[name] === `of ${name}`)).toEqual(done)
    expect((await typesOf(id)).filter((type) => type === 'user.updated')).toHaveLength(done.length)
  })

  test('members that are added one by one are all in the group, and told of once', async () => {
    const ids = await Promise.all(twenty.map((index) => addUser(`member${index}@acme.test`)))
    const { id } = (await call('POST', '/Groups', { schemas: [group], displayName: 'Sales' })).body
    const add = async (value: string): Promise<number> => {
      const reply = await call('PATCH', `/Groups/${id}`, patchOf({ op: 'add', path: 'members', value: [{ value }] }))
      // A client does as it is told: 409 is tried again.
      return reply.status === 409 ? add(value) : reply.status
    }
    const statuses = await Promise.all(ids.map(add))
    expect(statuses.every((status) => status < 300)).toBe(true)
    const { members } = (await call('GET', `/Groups/${id}`)).body
    expect(members.map(({ value }: { value: string }) => value).toSorted()).toEqual(ids.toSorted())
    expect((await typesOf(id)).filter((type) => type === 'group.member_added')).toHaveLength(20)
  })

  test('a user who is removed while they are changed is removed', async () => {
    const id = await addUser('ivo@acme.test')
    const change = patchOf({ op: 'replace', path: 'displayName', value: 'Ivo' })
    const replies = await Promise.all([
      call('PATCH', `/Users/${id}`, change),
      call('DELETE', `/Users/${id}`),
      call('PATCH', `/Users/${id}`, change),
    ])
    expect(replies[1].status).toBe(204)
    for (const { status } of replies) expect([200, 204, 404]).toContain(status)
    expect((await call('GET', `/Users/${id}`)).status).toBe(404)
    expect((await typesOf(id)).at(-1)).toBe('user.deleted')
  })

  test('a Bulk that fails in the middle has done what came before, whole, and nothing after', async () => {
    const operations = Array.from({ length: 100 }, (_, index) => ({
      method: 'POST',
      path: '/Users',
      bulkId: `b${index}`,
      data: { schemas: [user], userName: index === 60 ? 'ana@acme.test' : `bulk${index}@acme.test` },
    }))
    const { body } = await call('POST', '/Bulk', { schemas: [bulkRequest], failOnErrors: 1, Operations: operations })
    const statuses = body.Operations.map(({ status }: { status: string }) => status)
    expect(statuses).toEqual([...Array.from({ length: 60 }, () => '201'), '409'])
    const found = await call('GET', `/Users?count=200&filter=${encodeURIComponent('userName sw "bulk"')}`)
    expect(found.body.totalResults).toBe(60)
    for (const { id } of found.body.Resources) expect(await typesOf(id)).toEqual(['user.created'])
    expect(await stage.auth.events.verify('acme')).toMatchObject({ ok: true })
  })
})
