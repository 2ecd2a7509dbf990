import type { Json } from '@launchpad-sso/sdk-node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { patchOf } from './sequences/patch-of.ts'
import { bulkRequest, group, user } from './sequences/urns.ts'
import { createCaller, type Caller } from './support/create-caller.ts'
import { localStores } from './support/open-store.ts'
import { sendByHand, startServer, type TestServer } from './support/start-server.ts'
import { startStage } from './support/start-stage.ts'

const people = 4000
const bulk = (operations: readonly Json[]): Json => ({ schemas: [bulkRequest], Operations: operations })
const post = (name: string): Json => ({
  method: 'POST',
  path: '/Users',
  bulkId: name,
  data: { schemas: [user], userName: `${name}@acme.test`, title: 'Engineer' },
})
// As long as a filter may be.
const filter = Array.from({ length: 120 }, () => 'title co "qx"').join(' or ')

/** What is long work and is allowed. The order of the answers is what counts, not how long they take. */
describe.each(localStores)('while somebody keeps the server busy, on %s', (_name, open) => {
  const { store, close } = open()
  let server: TestServer
  let call: Caller
  let headers: Readonly<Record<string, string>>
  const ids = new Map<string, string>()
  beforeAll(async () => {
    const stage = await startStage(store)
    const { token } = await stage.addProvisioner('acme')
    const other = await stage.addProvisioner('globex')
    call = createCaller(stage.auth, { base: stage.base, token })
    server = await startServer(stage.auth)
    headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' }
    ids.set('other', other.token)
    for (let from = 0; from < people; from += 1000)
      await call('POST', '/Bulk', bulk(Array.from({ length: 1000 }, (_, index) => post(`person${from + index}`))))
    // As many as there may be.
    const emails = Array.from({ length: 500 }, (_, index) => ({ value: `a${index}@acme.test`, type: 'other' }))
    const rich = await call('POST', '/Users', { schemas: [user], userName: 'ana@acme.test', emails })
    ids.set('ana', rich.body.id)
    const list = await call('GET', '/Users?count=1000&attributes=id')
    const members = list.body.Resources.map(({ id }: { id: string }) => ({ value: id }))
    ids.set('sales', (await call('POST', '/Groups', { schemas: [group], displayName: 'Sales', members })).body.id)
  })
  afterAll(async () => {
    await server.close()
    await close()
  })

  const send = (method: string, path: string, body?: Json, token?: string): Promise<number> =>
    sendByHand(
      server,
      {
        method,
        path: `/auth/scim/v2${path}`,
        headers: token === undefined ? headers : { ...headers, authorization: `Bearer ${token}` },
      },
      (outgoing) => outgoing.end(body === undefined ? undefined : JSON.stringify(body)),
    ).then(({ status }) => status)

  test.each([
    ['a filter of many conditions over everybody', 'POST', '/Users/.search', { filter }],
    ['everybody in another order', 'GET', '/Users?sortBy=emails.value&count=1000', undefined],
    [
      'a Bulk of a thousand users',
      'POST',
      '/Bulk',
      bulk(Array.from({ length: 1000 }, (_, index) => post(`late${index}`))),
    ],
    [
      'a patch of a thousand operations on hundreds of addresses',
      'PATCH',
      '/Users/{{ana}}',
      patchOf(
        ...Array.from({ length: 1000 }, (_, index) => ({
          op: 'replace',
          path: `emails[value co "${index % 100}@"].display`,
          value: `Ana ${index}`,
        })),
      ),
    ],
  ] as const)('with %s, somebody else is answered first', async (_title, method, path, body) => {
    const order: string[] = []
    const hostile = send(method, path.replace('{{ana}}', ids.get('ana')!), body).then((status) => {
      order.push('hostile')
      return status
    })
    const others = Promise.all(
      Array.from({ length: 3 }, () =>
        send('GET', '/Users?count=1', undefined, ids.get('other')).then((status) => {
          order.push('other')
          return status
        }),
      ),
    )
    expect(await others).toEqual([200, 200, 200])
    expect(await hostile).toBeLessThan(500)
    expect(order.indexOf('hostile')).toBe(3)
  })
})
