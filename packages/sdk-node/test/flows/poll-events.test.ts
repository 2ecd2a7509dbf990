import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { createAuth, memoryStore, type Auth, type LogEntry, type Store } from '../../src/index.ts'
import { draftSuccess, nowhere } from '../../src/model/draft-event.ts'
import type { WebhookEndpoint } from '../../src/model/webhook.ts'
import { sendWebResponse, toWebRequest } from '../../src/node.ts'
import { hashToken } from '../../src/stores/hash-token.ts'
import { createRemoteKeys, verifySet } from '../../src/webhooks.ts'

const clock = { now: new Date('2030-01-01T00:00:00Z') }
const token = 'a-token-that-nobody-else-has'
const later = (seconds: number): void => void (clock.now = new Date(clock.now.getTime() + seconds * 1000))

let auth: Auth
let store: Store
let log: LogEntry[]
const server = createServer((request, response) => {
  void auth.handler(toWebRequest(request, auth.baseUrl)).then((answer) => sendWebResponse(answer, response))
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const issuer = `${baseUrl}/auth`
afterAll(() => server.close().closeAllConnections())

beforeEach(async () => {
  store = memoryStore()
  log = []
  clock.now = new Date('2030-01-01T00:00:00Z')
  auth = start(store)
  await addEndpoint()
})

function start(given: Store): Auth {
  const secrets = ['test-secret-'.repeat(4)]
  return createAuth({ baseUrl, secrets, store: given, now: () => clock.now, log: (entry) => log.push(entry) })
}

async function addEndpoint(over: Partial<WebhookEndpoint> = {}): Promise<void> {
  const endpoint: WebhookEndpoint = {
    id: 'w-1',
    organizationId: null,
    name: null,
    format: 'set',
    transport: 'poll',
    url: null,
    types: null,
    status: 'active',
    disabledReason: null,
    sealedSecrets: null,
    tokenHash: hashToken(token),
    lastSuccessAt: null,
    failingSince: null,
    createdAt: clock.now,
    updatedAt: clock.now,
    version: 1,
    ...over,
  }
  expect(await store.webhookEndpoints.insert(endpoint)).toBe(true)
}

/** Somebody came into a group. @returns the event's id */
async function happen(groupId = 'g-1', organizationId = 'acme'): Promise<string> {
  const event = draftSuccess(
    {
      type: 'group.member_added',
      organizationId,
      occurredAt: clock.now,
      actor: { type: 'api', id: null },
      target: { type: 'group', id: groupId },
      data: { userId: randomUUID(), connectionId: null },
    },
    nowhere,
  )
  await store.events.append([event])
  return event.id
}

interface Polled {
  readonly status: number
  readonly headers: Headers
  readonly sets: Readonly<Record<string, string>>
  readonly moreAvailable: boolean
  readonly err?: string
}

async function poll(body: object | string = {}, over: { id?: string; bearer?: string | null } = {}): Promise<Polled> {
  const { id = 'w-1', bearer = token } = over
  const response = await fetch(`${issuer}/events/${id}/poll`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(bearer !== null && { authorization: `Bearer ${bearer}` }) },
    body: typeof body === 'string' ? body : JSON.stringify({ returnImmediately: true, ...body }),
  })
  return {
    status: response.status,
    headers: response.headers,
    ...((await response.json()) as Omit<Polled, 'status' | 'headers'>),
  }
}

const idsOf = ({ sets }: Polled): readonly string[] => Object.keys(sets).map((jti) => jti.split('.')[0] ?? '')
const deliveries = (): ReturnType<Store['deliveries']['list']> =>
  store.deliveries.list({ endpointId: 'w-1', limit: 100 })

describe('GET /auth/jwks', () => {
  it('has the public keys, for everybody, for a while', async () => {
    const response = await fetch(`${issuer}/jwks`)
    expect(response.headers.get('content-type')).toBe('application/jwk-set+json')
    expect(response.headers.get('cache-control')).toBe('public, max-age=300')
    const { keys } = (await response.json()) as { keys: Record<string, unknown>[] }
    expect(keys).toMatchObject([{ kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' }])
    expect(keys[0]).not.toHaveProperty('d')
  })
})

describe('POST /auth/events/:endpoint/poll', () => {
  it('gives what happened, as tokens that the published keys verify', async () => {
    const id = await happen()
    const polled = await poll()
    expect([polled.status, idsOf(polled), polled.moreAvailable]).toEqual([200, [id], false])
    expect(polled.headers.get('cache-control')).toBe('no-store')
    const [jwt = ''] = Object.values(polled.sets)
    const jwks = createRemoteKeys(`${issuer}/jwks`)
    const audience = `${issuer}/events/w-1/poll`
    const { message, claims } = await verifySet(jwt, { jwks, issuer, audience, now: () => clock.now })
    expect(message).toMatchObject({ id, type: 'group.member_added', organizationId: 'acme' })
    expect(polled.sets[claims.jti]).toBe(jwt)
  })

  it('gives it again until it is acknowledged, and then never', async () => {
    await happen()
    const [jti = ''] = Object.keys((await poll()).sets)
    expect((await poll()).sets).toEqual({})
    later(61)
    expect(Object.keys((await poll()).sets)).toEqual([jti])
    expect((await poll({ ack: [jti] })).sets).toEqual({})
    later(61)
    expect((await poll()).sets).toEqual({})
    expect(await deliveries()).toMatchObject([{ status: 'delivered', attempts: 2, lastError: null }])
    expect(await store.webhookEndpoints.find('w-1')).toMatchObject({ failingSince: null })
  })

  it('keeps the order of one subject: the next comes when the one before is acknowledged', async () => {
    const [first, second, other] = [await happen(), await happen(), await happen('g-2')]
    const polled = await poll()
    expect(idsOf(polled)).toEqual([first, other])
    expect(polled.moreAvailable).toBe(true)
    expect(idsOf(await poll({ ack: Object.keys(polled.sets) }))).toEqual([second])
  })

  it('gives no more than it is asked for, and says that there is more', async () => {
    for (const group of ['g-1', 'g-2', 'g-3']) await happen(group)
    const polled = await poll({ maxEvents: 2 })
    expect([Object.keys(polled.sets).length, polled.moreAvailable]).toEqual([2, true])
    const none = await poll({ maxEvents: 0, ack: Object.keys(polled.sets) })
    expect([none.sets, none.moreAvailable]).toEqual([{}, true])
    expect((await deliveries()).map(({ status }) => status).toSorted()).toEqual(['delivered', 'delivered', 'pending'])
  })

  it('gives up what the receiver cannot read, and tells of it', async () => {
    await happen()
    const [jti = ''] = Object.keys((await poll()).sets)
    const setErrs = { [jti]: { err: 'invalid_key', description: 'no such\u0000 key' } }
    await poll({ setErrs })
    expect(await deliveries()).toMatchObject([{ status: 'dead', lastError: 'invalid_key: no such  key' }])
    const { events } = await auth.events.list({ organizationId: 'acme', types: ['webhook.delivery_failed'] })
    expect(events).toMatchObject([{ outcome: 'failure', target: { type: 'webhook', id: 'w-1' } }])
  })

  it('passes over ids it never gave', async () => {
    const [first, second] = [await happen(), await happen()]
    expect(idsOf(await poll())).toEqual([first])
    const organization = Buffer.from('acme').toString('base64url')
    // One that waits behind the first, another event's with the place of the first, and what is no id at all.
    const ack = [`${second}.2.${organization}`, `${randomUUID()}.1.${organization}`, 'nonsense', '__proto__']
    expect((await poll({ ack, setErrs: { nonsense: { err: 'invalid_key' } } })).status).toBe(200)
    expect((await deliveries()).map(({ status }) => status)).toEqual(['pending', 'pending'])
  })

  it('waits for what happens, when the receiver is willing to', async () => {
    let looked = 0
    const { take } = store.deliveries
    const counted: Store['deliveries']['take'] = async (wanted) => {
      const taken = await take(wanted)
      looked += 1
      return taken
    }
    auth = start({ ...store, deliveries: { ...store.deliveries, take: counted } })
    const waiting = poll({ returnImmediately: false })
    await expect.poll(() => looked).toBe(1)
    const id = await happen()
    expect(idsOf(await waiting)).toEqual([id])
  })

  it.each<[string, object]>([
    ['another token', { bearer: 'another-token' }],
    ['no token', { bearer: null }],
    ['an endpoint that is not there', { id: 'w-9' }],
  ])('refuses %s, and does not say which it was', async (_what, over) => {
    await happen()
    const { status, headers, err, sets } = await poll({}, over)
    expect([status, err, sets]).toEqual([401, 'authentication_failed', undefined])
    expect(headers.get('www-authenticate')).toBe('Bearer')
    expect(JSON.stringify(log)).not.toContain('another-token')
  })

  it('refuses the token of an endpoint that is switched off, or that is called', async () => {
    await addEndpoint({ id: 'w-2', status: 'disabled', disabledReason: 'by hand' })
    await addEndpoint({ id: 'w-3', transport: 'push', url: 'https://hooks.acme.test' })
    for (const id of ['w-2', 'w-3']) expect((await poll({}, { id })).status).toBe(401)
  })

  it.each<[string, string | object, number]>([
    ['no JSON', '{', 400],
    ['a list', '[]', 400],
    ['a negative number', { maxEvents: -1 }, 400],
    ['a number of another kind', { maxEvents: '1' }, 400],
    ['acknowledgements of another kind', { ack: [1] }, 400],
    ['too many acknowledgements', { ack: Array.from({ length: 1001 }, () => 'x') }, 400],
    ['errors of another kind', { setErrs: { x: 'wrong' } }, 400],
    ['more than anybody needs', 'x'.repeat(300_000), 413],
  ])('refuses %s', async (_what, body, status) => {
    expect(await poll(body)).toMatchObject({ status, err: 'invalid_request' })
  })
})
