import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../src/index.ts'
import { createFakeIdps, type FakeIdps } from '../../src/testing/create-fake-idps.ts'
import { createClient } from '../../src/testing/create-client.ts'
import { startFakeTransmitter, type FakeTransmitter, type TokenDraft } from '../support/fake-transmitter.ts'
import { ana, baseUrl, bruno, setUpSignals, type SignalsStage } from '../support/signals-stage.ts'
import { connectionRecord, insertRecords, organizationRecord } from '../support/stored-records.ts'

const revoked = 'https://schemas.openid.net/secevent/caep/event-type/session-revoked'
const ssf = 'https://schemas.openid.net/secevent/ssf/event-type/'
const audience = 'our-receiver'
let idps: FakeIdps
let transmitter: FakeTransmitter
let stage: SignalsStage
/** Milliseconds that the clock of the app is ahead. */
let ahead = 0

beforeAll(async () => {
  idps = await createFakeIdps()
})
afterAll(() => idps.close())
beforeEach(async () => {
  transmitter = await startFakeTransmitter(audience)
  ahead = 0
  stage = setUp()
})
afterEach(() => transmitter.close())

/** Only `globex` is polled. */
function setUp(over: Parameters<typeof setUpSignals>[2] = {}): SignalsStage {
  const { pollUrl, accessToken } = transmitter
  return setUpSignals(idps, transmitter, {
    signals: { audience, pollUrl, accessToken },
    connections: (all) => all.filter(({ id }) => id === 'globex'),
    now: () => new Date(Date.now() + ahead),
    ...over,
  })
}

const toSet = (sub = bruno.sub, draft?: TokenDraft): string =>
  transmitter.toSet([revoked, {}], { format: 'iss_sub', iss: idps.oidc.issuer, sub }, draft)
const polls = (): readonly unknown[] => transmitter.asked.flatMap(({ path, body }) => (path === '/poll' ? [body] : []))

describe('a poll', () => {
  test('ends the sessions that the events name, and acknowledges them then', async () => {
    const isIn = await stage.signIn('globex', bruno)
    const id = transmitter.enqueue(toSet())
    expect(await stage.auth.signals.poll('globex', 'globex')).toEqual({
      streams: 1,
      accepted: 1,
      refused: 0,
      failed: 0,
    })
    expect(await isIn()).toBe(false)
    expect(transmitter.waiting()).toEqual([])
    expect(polls()).toEqual([
      { returnImmediately: true, maxEvents: 100 },
      { returnImmediately: true, ack: [id], maxEvents: 0 },
    ])
    expect(transmitter.asked[0]?.authorization).toBe(`Bearer ${transmitter.accessToken}`)
  })

  test('goes on while there are more, and acknowledges as it goes', async () => {
    transmitter.pageSize(2)
    const ids = ['1', '2', '3', '4', '5'].map((jti) => transmitter.enqueue(toSet(bruno.sub, { claims: { jti } })))
    expect(await stage.auth.signals.poll('globex', 'globex')).toMatchObject({ accepted: 5 })
    expect(transmitter.waiting()).toEqual([])
    expect(polls()).toMatchObject([
      {},
      { ack: ids.slice(0, 2) },
      { ack: ids.slice(2, 4) },
      { ack: ids.slice(4), maxEvents: 0 },
    ])
  })

  test('that takes long leaves the rest for the next one, so that other streams have their turn', async () => {
    transmitter.pageSize(1)
    const ids = ['1', '2', '3'].map((jti) => transmitter.enqueue(toSet(bruno.sub, { claims: { jti } })))
    stage = setUp({
      fetch: async (input, init) => {
        ahead += 5000
        return fetch(input, init)
      },
    })
    expect(await stage.auth.signals.poll('globex', 'globex')).toMatchObject({ accepted: 1 })
    expect(transmitter.waiting()).toEqual(ids.slice(1))
  })

  test('that brings nothing asks once', async () => {
    expect(await stage.auth.signals.poll('globex', 'globex')).toMatchObject({ streams: 1, accepted: 0 })
    expect(polls()).toHaveLength(1)
  })

  test('says which events are wrong, and takes the others', async () => {
    const isIn = await stage.signIn('globex', bruno)
    transmitter.enqueue(toSet('x', { claims: { iss: 'https://another.example.test' } }), 'issuer')
    transmitter.enqueue(toSet('x', { claims: { aud: 'another' } }), 'audience')
    transmitter.enqueue('nonsense', 'form')
    transmitter.enqueue(toSet('x', { sign: () => 'AAAA' }), 'key')
    transmitter.enqueue(toSet(bruno.sub, { claims: { jti: 'its-own' } }), 'a-name-of-another')
    const good = transmitter.enqueue(toSet(ana.sub))
    expect(await stage.auth.signals.poll('globex', 'globex')).toMatchObject({ accepted: 1, refused: 5 })
    expect(transmitter.refused()).toMatchObject({
      issuer: { err: 'invalid_issuer' },
      audience: { err: 'invalid_audience' },
      form: { err: 'invalid_request' },
      key: { err: 'invalid_key' },
      'a-name-of-another': { err: 'invalid_request' },
    })
    expect(transmitter.waiting()).toEqual([])
    expect(polls().at(-1)).toMatchObject({ ack: [good] })
    expect(await isIn()).toBe(true)
  })

  test('acknowledges nothing of which the sessions are not over', async () => {
    const { store } = stage
    let isDown = true
    const failing: Store = {
      ...store,
      events: {
        ...store.events,
        append: async (drafts) => {
          if (isDown && drafts.some(({ data }) => JSON.stringify(data).includes('subject')))
            throw new Error('the database is away')
          return store.events.append(drafts)
        },
      },
    }
    const isIn = await stage.signIn('globex', bruno)
    const { auth } = setUp({ store: failing })
    transmitter.pageSize(2)
    // One that ends nothing, the one that cannot be, and one behind it.
    const first = transmitter.enqueue(transmitter.toSet(['https://a.test/unknown', {}], undefined))
    const second = transmitter.enqueue(toSet())
    const third = transmitter.enqueue(toSet(ana.sub))
    await expect(auth.signals.poll('globex', 'globex')).rejects.toThrow('the database is away')
    expect(polls()).toMatchObject([{ maxEvents: 100 }, { ack: [first], maxEvents: 0 }])
    expect(transmitter.waiting()).toEqual([second, third])
    isDown = false
    expect(await auth.signals.poll('globex', 'globex')).toMatchObject({ accepted: 2 })
    expect(transmitter.waiting()).toEqual([])
    await expect.poll(isIn).toBe(false)
  })

  test('takes one that comes again without doing anything', async () => {
    const set = toSet()
    transmitter.enqueue(set)
    await stage.auth.signals.poll('globex', 'globex')
    const before = await stage.listRevoked()
    transmitter.enqueue(set)
    expect(await stage.auth.signals.poll('globex', 'globex')).toMatchObject({ accepted: 1 })
    expect(transmitter.waiting()).toEqual([])
    expect(await stage.listRevoked()).toEqual(before)
  })

  test("of a stream that is pushed, of none, of another organization's and of nobody is refused", async () => {
    const { auth } = setUp({ signals: { audience } })
    await expect(auth.signals.poll('globex', 'globex')).rejects.toMatchObject({ code: 'CONNECTION_CONFLICT' })
    const without = setUpSignals(idps, null).auth
    await expect(without.signals.poll('globex', 'globex')).rejects.toMatchObject({ code: 'CONNECTION_CONFLICT' })
    await expect(stage.auth.signals.poll('acme', 'globex')).rejects.toMatchObject({ code: 'CONNECTION_NOT_FOUND' })
    await expect(stage.auth.signals.poll('globex', 'nobody')).rejects.toMatchObject({ code: 'CONNECTION_NOT_FOUND' })
    expect(transmitter.asked).toEqual([])
  })

  test.each([
    ['500', 500, ''],
    ['401', 401, ''],
  ])('that is answered with %s fails', async (_name, status) => {
    transmitter.failWith(status)
    await expect(stage.auth.signals.poll('globex', 'globex')).rejects.toMatchObject({
      code: 'SIGNALS_UNAVAILABLE',
      detail: expect.stringContaining(`got ${status}`) as string,
    })
  })
})

describe('what is due', () => {
  test('is asked once in five seconds, by whatever instance', async () => {
    const another = setUp({ store: stage.store })
    expect(await stage.auth.signals.pollDue()).toMatchObject({ streams: 1 })
    expect(await another.auth.signals.pollDue()).toMatchObject({ streams: 0 })
    expect(await stage.auth.signals.pollDue()).toMatchObject({ streams: 0 })
    ahead += 5000
    expect(await another.auth.signals.pollDue()).toMatchObject({ streams: 1 })
    expect(polls()).toHaveLength(2)
  })

  test('is asked whatever other connections are called, and whatever ids their replies have', async () => {
    stage = setUp({
      connections: (all) =>
        all.map(
          (one) => (one.id === 'globex' ? one : { ...one, id: 'signals-poll', signals: undefined }) as typeof one,
        ),
    })
    const client = createClient(stage.auth.handler)
    const away = await client.get(`${baseUrl}/auth/login?connection=signals-poll`)
    const reply = await idps.saml.respond(new URL(away.headers.get('location') ?? ''), ana, {
      assertion: { id: 'globex' },
    })
    expect((await client.post(reply.acsUrl, reply.form)).status).toBe(303)
    expect(await stage.auth.signals.pollDue()).toMatchObject({ streams: 1 })
  })

  test('waits longer and longer while a transmitter does not answer, which is said once', async () => {
    transmitter.failWith(503)
    const tried: number[] = []
    for (let second = 0; second < 200; second += 1) {
      ahead = second * 1000
      if ((await stage.auth.signals.pollDue()).failed === 1) tried.push(second)
    }
    expect(tried).toEqual([0, 10, 30, 70, 150])
    const failures = (): unknown[] => stage.log.filter(({ event }) => event === 'signals.failed')
    expect(failures()).toMatchObject([{ connectionId: 'globex', code: 'SIGNALS_UNAVAILABLE' }])
    expect(await stage.auth.signals.status('globex', 'globex')).toMatchObject({
      lastPoll: { failures: 5, code: 'SIGNALS_UNAVAILABLE' },
    })
    transmitter.failWith(null)
    ahead = 400_000
    expect(await stage.auth.signals.pollDue()).toMatchObject({ streams: 1, failed: 0 })
    expect(await stage.auth.signals.status('globex', 'globex')).toMatchObject({ lastPoll: { failures: 0, code: null } })
  })

  test('is polled by the worker, until it is stopped', async () => {
    const isIn = await stage.signIn('globex', bruno)
    transmitter.enqueue(toSet())
    const worker = await stage.auth.startWorker()
    await expect.poll(isIn, { timeout: 10_000 }).toBe(false)
    await expect.poll(transmitter.waiting).toEqual([])
    await worker.stop()
  })

  test('includes connections of the store as they come, change and go; none of them reaches into our network', async () => {
    const { store, auth } = stage
    const { issuer, pollUrl } = transmitter
    await auth.signals.pollDue()
    const before = transmitter.asked.length
    await insertRecords(store, { organizations: [organizationRecord('example')] })
    const settings = { metadata: idps.saml.metadata, signals: { issuer, audience, pollUrl } }
    const record = connectionRecord('example-sso', 'example', settings)
    await insertRecords(store, { connections: [record] })
    ahead += 6000
    expect(await auth.signals.pollDue()).toMatchObject({ streams: 2, failed: 1 })
    expect(await auth.signals.status('example', 'example-sso')).toMatchObject({
      delivery: 'poll',
      endpointUrl: pollUrl,
    })
    // Only the stream that the developer wrote down was asked.
    expect(transmitter.asked).toHaveLength(before + 1)
    await store.connections.replace({ ...record, status: 'inactive', version: record.version + 1 })
    ahead += 600_000
    expect(await auth.signals.pollDue()).toMatchObject({ streams: 1, failed: 0 })
    await store.connections.replace({ ...record, version: record.version + 2 })
    ahead += 600_000
    expect(await auth.signals.pollDue()).toMatchObject({ streams: 2, failed: 1 })
    await store.connections.remove('example', 'example-sso')
    ahead += 600_000
    expect(await auth.signals.pollDue()).toMatchObject({ streams: 1, failed: 0 })
  })
})

describe('a verification', () => {
  const answer = (state: string | undefined, claims = {}): string =>
    transmitter.toSet(
      [`${ssf}verification`, state === undefined ? {} : { state }],
      { format: 'opaque', id: transmitter.streamId },
      { claims },
    )

  test('is asked for, and known on every instance once it came', async () => {
    const another = setUp({ store: stage.store })
    const { streamId, requestedAt } = await stage.auth.signals.verify('globex', 'globex')
    expect([streamId, requestedAt]).toEqual([transmitter.streamId, expect.any(Date)])
    expect(await another.auth.signals.status('globex', 'globex')).toMatchObject({ verifiedAt: null, audience })
    transmitter.enqueue(answer(transmitter.states[0]))
    await another.auth.signals.poll('globex', 'globex')
    const { verifiedAt } = await stage.auth.signals.status('globex', 'globex')
    expect(verifiedAt?.getTime()).toBeGreaterThanOrEqual(requestedAt.getTime())
    const events = await stage.store.events.list({
      organizationId: 'globex',
      types: ['connection.signals_verified'],
      limit: 10,
    })
    expect(events).toMatchObject([
      { target: { type: 'connection', id: 'globex' }, data: { streamId: transmitter.streamId } },
    ])
  })

  test('of a stream that is named needs no list of them', async () => {
    await stage.auth.signals.verify('globex', 'globex', { streamId: transmitter.streamId })
    expect(transmitter.asked.map(({ path }) => path)).not.toContain('/stream')
    await expect(stage.auth.signals.verify('globex', 'globex', { streamId: 'unknown' })).rejects.toMatchObject({
      code: 'SIGNALS_UNAVAILABLE',
      detail: expect.stringContaining('got 404') as string,
    })
  })

  test('that the transmitter sends by itself is accepted, and proves nothing', async () => {
    transmitter.enqueue(answer(undefined))
    expect(await stage.auth.signals.poll('globex', 'globex')).toMatchObject({ accepted: 1 })
    expect(await stage.auth.signals.status('globex', 'globex')).toMatchObject({ verifiedAt: null })
  })

  test('with a state of another connection, of yesterday or of nobody is refused', async () => {
    const { pollUrl, accessToken } = transmitter
    const both = setUpSignals(idps, transmitter, { store: stage.store, signals: { audience, pollUrl, accessToken } })
    await both.auth.signals.verify('acme', 'acme')
    await stage.auth.signals.verify('globex', 'globex')
    const [ofAcme, ofGlobex] = transmitter.states
    transmitter.enqueue(answer('guessed', { jti: 'guessed' }))
    await stage.auth.signals.poll('globex', 'globex')
    expect(transmitter.refused()).toMatchObject({ guessed: { err: 'invalid_state' } })
    transmitter.enqueue(answer(ofAcme, { jti: 'of-acme' }))
    await stage.auth.signals.poll('globex', 'globex')
    expect(transmitter.refused()).toMatchObject({ 'of-acme': { err: 'invalid_state' } })
    ahead = 24 * 3600 * 1000 + 1000
    transmitter.enqueue(answer(ofGlobex, { jti: 'old' }))
    await stage.auth.signals.poll('globex', 'globex')
    expect(transmitter.refused()).toMatchObject({ old: { err: 'invalid_state' } })
    expect(await stage.auth.signals.status('globex', 'globex')).toMatchObject({ verifiedAt: null })
  })

  test.each<[string, unknown]>([
    ['no object', 'stream-1'],
    ['an unknown option', { stream: 'stream-1' }],
    ['no text', { streamId: 7 }],
  ])('is not asked for with %s', async (_name, options) => {
    await expect(stage.auth.signals.verify('globex', 'globex', options as never)).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
    })
    expect(transmitter.asked).toEqual([])
  })

  test('needs the access token', async () => {
    const { auth } = setUp({ signals: { audience, pollUrl: transmitter.pollUrl } })
    await expect(auth.signals.verify('globex', 'globex')).rejects.toMatchObject({ code: 'SIGNALS_UNAVAILABLE' })
    expect(transmitter.states).toEqual([])
  })
})
