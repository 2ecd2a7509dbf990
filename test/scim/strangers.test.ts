import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { patchOf } from './sequences/patch-of.ts'
import { bulkRequest, enterprise, group, searchRequest, user } from './sequences/urns.ts'
import { createCaller, type Caller, type Reply } from './support/create-caller.ts'
import { localStores } from './support/open-store.ts'
import { startStage, type Stage } from './support/start-stage.ts'
import { takeSnapshot } from './support/take-snapshot.ts'

/** Globex asks for what is Acme's. */
describe.each(localStores)('a token of another connection, on %s', (_name, open) => {
  const { store, close } = open()
  let stage: Stage
  let globex: Caller
  let ana: string
  let sales: string
  let bruno: string
  let team: string
  const unknown = '018f0000-0000-7000-8000-000000000000'
  beforeAll(async () => {
    stage = await startStage(store)
    const acme = createCaller(stage.auth, { base: stage.base, token: (await stage.addProvisioner('acme')).token })
    globex = createCaller(stage.auth, { base: stage.base, token: (await stage.addProvisioner('globex')).token })
    ana = (await acme('POST', '/Users', { schemas: [user], userName: 'ana@acme.test', externalId: 'A-1' })).body.id
    sales = (await acme('POST', '/Groups', { schemas: [group], displayName: 'Sales', members: [{ value: ana }] })).body
      .id
    bruno = (await globex('POST', '/Users', { schemas: [user], userName: 'bruno@globex.test' })).body.id
    team = (await globex('POST', '/Groups', { schemas: [group], displayName: 'Team', members: [{ value: bruno }] }))
      .body.id
  })
  afterAll(() => close())

  test.each([
    ['GET', '/Users/ana', undefined],
    ['PUT', '/Users/ana', { schemas: [user], userName: 'stolen@globex.test' }],
    ['PATCH', '/Users/ana', patchOf({ op: 'replace', path: 'active', value: false })],
    ['DELETE', '/Users/ana', undefined],
    ['GET', '/Groups/sales', undefined],
    ['PUT', '/Groups/sales', { schemas: [group], displayName: 'Stolen' }],
    ['PATCH', '/Groups/sales', patchOf({ op: 'remove', path: 'members' })],
    ['DELETE', '/Groups/sales', undefined],
    ['GET', '/Groups/ana', undefined],
    ['GET', '/Users/team', undefined],
  ] as const)('is told of %s %s what it is told of an id nobody has', async (method, path, body) => {
    const before = await takeSnapshot(stage, 'acme')
    const id = { ana, sales, team }[path.split('/')[2] as 'ana' | 'sales' | 'team']
    const [of, at] = [`/${path.split('/')[1]}/${id}`, `/${path.split('/')[1]}/${unknown}`]
    const reply = await globex(method, of, body, { 'if-match': '*' })
    const nobody = await globex(method, at, body, { 'if-match': '*' })
    expect(reply.status).toBe(404)
    expect({ ...nobody.body, detail: nobody.body.detail.replaceAll(unknown, id) }).toEqual(reply.body)
    expect(await takeSnapshot(stage, 'acme')).toEqual(before)
  })

  test.each([
    'id eq "ANA"',
    'userName eq "ana@acme.test"',
    'externalId eq "A-1"',
    'userName co "ana"',
    'groups.value eq "SALES"',
  ])('finds nobody by %s', async (filter) => {
    const text = filter.replace('ANA', ana).replace('SALES', sales)
    const { body } = await globex('GET', `/Users?filter=${encodeURIComponent(text)}`)
    expect(body).toMatchObject({ totalResults: 0, Resources: [] })
    const searched = await globex('POST', '/.search', { schemas: [searchRequest], filter: text })
    expect(searched.body).toMatchObject({ totalResults: 0 })
  })

  test('sees its own people and groups alone, and counts them alone', async () => {
    expect((await globex('GET', '/Users')).body).toMatchObject({ totalResults: 1, Resources: [{ id: bruno }] })
    expect((await globex('GET', '/Groups')).body).toMatchObject({ totalResults: 1, Resources: [{ id: team }] })
  })

  test.each([
    ['PATCH', patchOf({ op: 'add', path: 'members', value: [{ value: 'ANA' }] })],
    ['PATCH', patchOf({ op: 'replace', path: 'members', value: [{ value: 'ANA' }] })],
    ['PUT', { schemas: [group], displayName: 'Team', members: [{ value: 'ANA' }] }],
  ])('puts nobody of Acme into a group by %s', async (method, body) => {
    const before = [await takeSnapshot(stage, 'acme'), await takeSnapshot(stage, 'globex')]
    const reply = await globex(method, `/Groups/${team}`, JSON.stringify(body).replace('ANA', ana))
    expect(reply).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } })
    expect([await takeSnapshot(stage, 'acme'), await takeSnapshot(stage, 'globex')]).toEqual(before)
  })

  test('touches nobody of Acme by Bulk', async () => {
    const before = await takeSnapshot(stage, 'acme')
    const operations = [
      { method: 'DELETE', path: `/Users/${ana}` },
      { method: 'PATCH', path: `/Groups/${sales}`, data: patchOf({ op: 'remove', path: 'members' }) },
    ]
    const { body } = await globex('POST', '/Bulk', { schemas: [bulkRequest], Operations: operations })
    expect(body.Operations.map(({ status }: { status: string }) => status)).toEqual(['404', '404'])
    expect(await takeSnapshot(stage, 'acme')).toEqual(before)
  })

  test('may have people of the same name and external id, and a manager who is somewhere else', async () => {
    const twin = {
      schemas: [user],
      userName: 'ana@acme.test',
      externalId: 'A-1',
      [enterprise]: { manager: { value: ana } },
    }
    const { status, body } = await globex('POST', '/Users', twin)
    expect(status).toBe(201)
    expect(body.id).not.toBe(ana)
    // What a manager is called is nobody's business but Acme's.
    expect(body[enterprise].manager.displayName).toBeUndefined()
    expect((await globex('DELETE', `/Users/${body.id}`)).status).toBe(204)
  })

  test('that is revoked, or whose connection is off, is refused in the same words as one that never was', async () => {
    const { token, connectionId } = await stage.addProvisioner('example')
    const example = createCaller(stage.auth, { base: stage.base, token })
    const nobody = createCaller(stage.auth, { base: stage.base, token: 'nobody' })
    // What differs is the number under which the log knows more.
    const wordsOf = ({ text }: Reply): string => text.replace(/\([\da-f]+\)/, '()')
    const refused = wordsOf(await nobody('GET', '/Users'))
    const isRefused = async (): Promise<boolean> => {
      const reply = await example('GET', '/Users')
      return reply.status === 401 && wordsOf(reply) === refused
    }
    expect((await example('GET', '/Users')).status).toBe(200)
    await stage.auth.connections.deactivate('example', connectionId)
    expect(await isRefused()).toBe(true)
    await stage.auth.connections.activate('example', connectionId)
    expect((await example('GET', '/Users')).status).toBe(200)
    const [details] = await stage.auth.scim.listTokens('example', connectionId)
    await stage.auth.scim.revokeToken('example', connectionId, details!.id)
    expect(await isRefused()).toBe(true)
  })
})
