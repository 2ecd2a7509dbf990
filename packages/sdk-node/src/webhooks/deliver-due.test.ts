import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startWebhookReceiver, type WebhookReceiver } from '../../test/support/webhook-receiver.ts'
import { createWebhookStage, type WebhookStage } from '../../test/support/webhook-stage.ts'
import { retryDelays } from './retry-delays.ts'

let receiver: WebhookReceiver
let stage: WebhookStage
const receivers: WebhookReceiver[] = []

async function startReceiver(): Promise<WebhookReceiver> {
  const started = await startWebhookReceiver()
  receivers.push(started)
  return started
}
beforeEach(async () => {
  stage = createWebhookStage()
  receiver = await startReceiver()
})
afterEach(async () => {
  await Promise.all(receivers.splice(0).map(async (one) => one.close()))
})

describe('a delivery', () => {
  test('carries the event, signed for its receiver', async () => {
    const { webhook, secret } = await stage.addWebhook(receiver.url)
    await stage.happen('e1')
    expect(await stage.run()).toEqual({ handedOut: 1, delivered: 1, failed: 0, dead: 0, nextDueAt: null })
    const [got] = receiver.received
    expect(got?.message).toMatchObject({ type: 'user.deactivated', id: 'e1', sequence: 2, organizationId: 'acme' })
    expect(got?.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': 'e1',
      'webhook-timestamp': String(stage.now().getTime() / 1000),
    })
    const { 'webhook-signature': signature = '' } = got?.headers ?? {}
    expect(new Webhook(secret).sign('e1', stage.now(), got?.body ?? '')).toBe(signature)
    const { deliveries } = await stage.webhooks.listDeliveries(webhook.id)
    expect(deliveries).toMatchObject([{ status: 'delivered', attempts: 1, lastStatus: 204, lastError: null }])
    expect(await stage.webhooks.get(webhook.id)).toMatchObject({ lastSuccessAt: stage.now(), failingSince: null })
  })

  test('goes to the endpoints of the organization and of all, and to those of the type only', async () => {
    const [other, every, typed] = [await startReceiver(), await startReceiver(), await startReceiver()]
    await stage.addWebhook(receiver.url)
    await stage.addWebhook(other.url, { organizationId: 'globex' })
    await stage.addWebhook(every.url, { organizationId: null, types: ['user.deactivated'] })
    await stage.addWebhook(typed.url, { types: ['login.failed'] })
    await stage.happen('e1')
    await stage.happen('g1', { organizationId: 'globex' })
    await stage.run()
    expect(receiver.ids().filter((id) => id === 'e1' || id === 'g1')).toEqual(['e1'])
    expect(other.ids()).toEqual(['g1'])
    expect(every.ids().toSorted()).toEqual(['e1', 'g1'])
    expect(typed.ids()).toEqual([])
  })

  test('is made of nothing that happened before the endpoint was there', async () => {
    await stage.addWebhook((await startReceiver()).url)
    await stage.happen('before')
    stage.pass({ ms: 1 })
    await stage.addWebhook(receiver.url, { types: ['user.deactivated'] })
    await stage.happen('after')
    await stage.run()
    expect(receiver.ids()).toEqual(['after'])
  })

  test('is made of nothing that happened while there was no endpoint at all', async () => {
    for (let index = 0; index < 300; index++) await stage.happen(`e${index}`)
    expect(await stage.run()).toMatchObject({ handedOut: 0 })
    expect(await stage.store.deliveries.listBehind(10)).toEqual([])
    await stage.addWebhook(receiver.url)
    await stage.run()
    expect(receiver.received).toEqual([])
  })

  test('tells an endpoint nothing of itself', async () => {
    const { webhook } = await stage.addWebhook(receiver.url)
    await stage.webhooks.update(webhook.id, { name: 'CRM' })
    const other = await startReceiver()
    await stage.addWebhook(other.url)
    await stage.run()
    expect(receiver.received.map(({ message }) => message?.type)).toEqual(['webhook.created'])
    expect(receiver.received[0]?.message?.target.id).not.toBe(webhook.id)
  })

  test('keeps the order of a subject while another one overtakes it', async () => {
    await stage.addWebhook(receiver.url)
    for (const id of ['a1', 'a2', 'a3']) await stage.happen(id)
    await stage.happen('b1', { userId: 'bruno' })
    let refusals = 1
    receiver.answerWith(({ message }) => ({ status: message?.id === 'a1' && refusals-- > 0 ? 500 : 200 }))
    expect(await stage.run()).toMatchObject({ delivered: 1, failed: 1, nextDueAt: expect.any(Date) })
    stage.pass({ seconds: 5 })
    await stage.run()
    expect(receiver.ids().filter((id) => id.startsWith('a'))).toEqual(['a1', 'a1', 'a2', 'a3'])
    expect(receiver.ids().slice(0, 2).toSorted()).toEqual(['a1', 'b1'])
  })

  test('hands out long logs and many organizations page by page', async () => {
    await stage.addWebhook(receiver.url, { organizationId: null })
    for (let index = 0; index < 250; index++) await stage.happen(`e${index}`, { userId: `u${index % 7}` })
    for (let index = 0; index < 120; index++) await stage.happen('x', { organizationId: `org-${index}` })
    expect(await stage.run()).toMatchObject({ handedOut: 370, delivered: 370 })
    expect(new Set(receiver.ids()).size).toBe(251)
  })
})

describe('a failed attempt', () => {
  test.each([
    ['a server error', { status: 500 }, 500],
    ['a redirect, which is not followed', { status: 302, headers: { location: '/elsewhere' } }, 302],
    ['a refusal', { status: 404 }, 404],
  ])('is repeated after %s', async (_what, answer, status) => {
    const { webhook } = await stage.addWebhook(receiver.url)
    await stage.happen('e1')
    receiver.answerWith(() => answer)
    expect(await stage.run()).toMatchObject({
      delivered: 0,
      failed: 1,
      nextDueAt: new Date(stage.now().getTime() + 5000),
    })
    expect(receiver.received.map(({ path }) => path)).toEqual(['/hook'])
    const { deliveries } = await stage.webhooks.listDeliveries(webhook.id, { status: 'pending' })
    expect(deliveries).toMatchObject([
      { attempts: 1, lastStatus: status, lastError: `wanted a status of 200 to 299, got ${status}` },
    ])
    receiver.answerWith(() => ({ status: 200 }))
    expect(await stage.run()).toMatchObject({ delivered: 0 })
    stage.pass({ seconds: 5 })
    expect(await stage.run()).toMatchObject({ delivered: 1 })
    const [first, second] = receiver.received
    expect([second?.headers['webhook-id'], second?.body]).toEqual(['e1', first?.body])
    expect(Number(second?.headers['webhook-timestamp'])).toBe(Number(first?.headers['webhook-timestamp']) + 5)
  })

  test('is repeated when nobody listens, and when no answer comes in time', async () => {
    stage = createWebhookStage({ timeoutMs: 150 })
    const types = ['user.deactivated'] as const
    const { webhook } = await stage.addWebhook('http://127.0.0.1:9/hook', { types })
    const { webhook: silent } = await stage.addWebhook(receiver.url, { types })
    receiver.answerWith(() => null)
    await stage.happen('e1')
    expect(await stage.run()).toMatchObject({ delivered: 0, failed: 2 })
    for (const { id } of [webhook, silent]) {
      const { deliveries } = await stage.webhooks.listDeliveries(id)
      const lastError = expect.stringMatching(/^POST http/)
      expect(deliveries).toMatchObject([{ status: 'pending', lastStatus: null, lastError }])
    }
  })

  test('comes back no sooner than the receiver asks, and at most an hour later', async () => {
    await stage.addWebhook(receiver.url)
    await stage.happen('e1')
    const inSeconds = ({ nextDueAt }: { readonly nextDueAt: Date | null }): number =>
      ((nextDueAt?.getTime() ?? 0) - stage.now().getTime()) / 1000
    receiver.answerWith(() => ({ status: 500, headers: { 'retry-after': '90' } }))
    expect(inSeconds(await stage.run())).toBe(5)
    stage.pass({ seconds: 5 })
    receiver.answerWith(() => ({ status: 429, headers: { 'retry-after': '900' } }))
    expect(inSeconds(await stage.run())).toBe(900)
    stage.pass({ seconds: 900 })
    receiver.answerWith(() => ({ status: 503, headers: { 'retry-after': '86400' } }))
    expect(inSeconds(await stage.run())).toBe(3600)
    stage.pass({ seconds: 3600 })
    receiver.answerWith(() => ({ status: 503, headers: { 'retry-after': '1' } }))
    expect(inSeconds(await stage.run())).toBe(7200)
  })

  test('ends after the last one: the event is given up, the log says so, and what follows goes on', async () => {
    const { webhook } = await stage.addWebhook(receiver.url)
    const other = await startReceiver()
    await stage.addWebhook(other.url, { types: ['webhook.delivery_failed'] })
    await stage.happen('e1')
    await stage.happen('e2')
    receiver.answerWith(({ message }) => ({ status: message?.id === 'e1' ? 500 : 200 }))
    let dead = 0
    for (const delay of [0, ...retryDelays]) {
      stage.pass({ ms: delay })
      dead += (await stage.run()).dead
    }
    expect(dead).toBe(1)
    expect(receiver.ids().filter((id) => id === 'e1')).toHaveLength(10)
    expect(receiver.ids().at(-1)).toBe('e2')
    const { deliveries } = await stage.webhooks.listDeliveries(webhook.id, { status: 'dead' })
    expect(deliveries).toMatchObject([{ eventId: 'e1', attempts: 10, settledAt: stage.now() }])
    expect(other.received.map(({ message }) => message)).toMatchObject([
      {
        type: 'webhook.delivery_failed',
        target: { type: 'webhook', id: webhook.id },
        data: { eventId: 'e1', eventType: 'user.deactivated', attempts: 10, lastStatus: 500 },
      },
    ])
  })

  test('of an event about webhooks that is given up is told to nobody, or two dead endpoints would go on for ever', async () => {
    for (const name of ['one', 'two']) await stage.addWebhook(receiver.url, { name })
    receiver.answerWith(() => ({ status: 500 }))
    for (const delay of [0, ...retryDelays]) {
      stage.pass({ ms: delay })
      await stage.run()
    }
    expect(await stage.toldOf()).toEqual(['webhook.created', 'webhook.created'])
    expect(await stage.run()).toMatchObject({ nextDueAt: null })
  })

  test('of an event that is not in the log any more is the last one, and tells no other in its place', async () => {
    const { webhook } = await stage.addWebhook(receiver.url, { types: ['user.deactivated'] })
    await stage.happen('e1')
    await stage.happen('e2', { userId: 'bruno' })
    const lost = createWebhookStage({
      store: { ...stage.store, events: { ...stage.store.events, list: withoutReading(stage) } },
    })
    expect(await lost.run()).toMatchObject({ handedOut: 2, delivered: 0, dead: 2 })
    const { deliveries } = await stage.webhooks.listDeliveries(webhook.id)
    const dead = { status: 'dead', lastError: 'the event is not in the log any more' }
    expect(deliveries).toMatchObject([dead, dead])
    expect(receiver.received).toEqual([])
  })

  test('waits for a secret of the app that is missing', async () => {
    const { webhook } = await stage.addWebhook(receiver.url)
    await stage.happen('e1')
    const forgetful = createWebhookStage({
      store: stage.store,
      secrets: ['another secret that is long enough for this use'],
    })
    expect(await forgetful.run()).toMatchObject({ delivered: 0, failed: 1, dead: 0 })
    const { deliveries } = await stage.webhooks.listDeliveries(webhook.id)
    expect(deliveries[0]?.lastError).toBe('the request could not be made: CONFIG_INVALID')
    expect(await stage.webhooks.get(webhook.id)).toMatchObject({ failingSince: null })
    stage.pass({ seconds: 5 })
    expect(await stage.run()).toMatchObject({ delivered: 1 })
  })
})

/** The log as it is handed out from; who looks for one event finds the next one. */
function withoutReading({ store }: WebhookStage): typeof store.events.list {
  return async (filter) =>
    store.events.list(filter.limit === 1 ? { ...filter, after: (filter.after ?? 0) + 1 } : filter)
}

describe('an endpoint', () => {
  test('that answers 410 is disabled at once, and what waits for it goes on when it is switched on again', async () => {
    const { webhook } = await stage.addWebhook(receiver.url, { organizationId: null })
    await stage.happen('e1')
    receiver.answerWith(() => ({ status: 410 }))
    await stage.run()
    expect(await stage.webhooks.get(webhook.id)).toMatchObject({
      status: 'disabled',
      disabledReason: 'The endpoint answered 410 (gone).',
      version: 2,
    })
    expect(await stage.toldOf()).toEqual(['webhook.disabled'])
    expect(stage.log).toMatchObject([{ level: 'warn', event: 'webhook.disabled', webhookId: webhook.id }])
    await stage.happen('missed')
    stage.pass({ days: 1 })
    expect(await stage.run()).toMatchObject({ handedOut: 0, delivered: 0, nextDueAt: null })
    receiver.answerWith(() => ({ status: 200 }))
    const { status, disabledReason } = await stage.webhooks.update(webhook.id, { status: 'active' })
    expect([status, disabledReason]).toEqual(['active', null])
    await stage.run()
    expect(receiver.ids()).toEqual(['e1', 'e1'])
  })

  test('to which nothing arrives for five days is disabled, and gets five more when it is switched on again', async () => {
    const { webhook } = await stage.addWebhook(receiver.url)
    receiver.answerWith(() => ({ status: 500 }))
    const began = stage.now()
    const tryNow = async (id: string): Promise<string> => {
      await stage.happen(id, { userId: id })
      await stage.run(1)
      return (await stage.webhooks.get(webhook.id)).status
    }
    expect(await tryNow('e1')).toBe('active')
    stage.pass({ days: 4 })
    expect(await tryNow('e2')).toBe('active')
    stage.pass({ days: 1 })
    expect(await tryNow('e3')).toBe('disabled')
    expect((await stage.webhooks.get(webhook.id)).disabledReason).toBe(`Nothing arrived since ${began.toISOString()}.`)
    expect(await stage.toldOf()).toContain('webhook.disabled')
    await stage.webhooks.update(webhook.id, { status: 'active' })
    expect(await tryNow('e4')).toBe('active')
  })

  test('to which something arrived in between is not', async () => {
    const { webhook } = await stage.addWebhook(receiver.url)
    receiver.answerWith(({ message }) => ({ status: message?.id === 'ok' ? 200 : 500 }))
    for (const id of ['e1', 'ok', 'e2']) {
      await stage.happen(id, { userId: id })
      await stage.run()
      stage.pass({ days: 3 })
    }
    expect(await stage.webhooks.get(webhook.id)).toMatchObject({ status: 'active' })
  })

  test('that was disabled just after its delivery was taken gets it when it is switched on again', async () => {
    const { webhook } = await stage.addWebhook(receiver.url)
    await stage.happen('e1')
    const { deliveries } = stage.store
    const late = createWebhookStage({
      store: {
        ...stage.store,
        deliveries: {
          ...deliveries,
          take: async (wanted) => {
            const taken = await deliveries.take(wanted)
            await stage.webhooks.update(webhook.id, { status: 'disabled' })
            return taken
          },
        },
      },
    })
    expect(await late.run()).toMatchObject({ handedOut: 1, delivered: 0, failed: 0 })
    expect(receiver.received).toEqual([])
    await stage.webhooks.update(webhook.id, { status: 'active' })
    expect(await stage.run()).toMatchObject({ delivered: 1 })
  })

  test('that was disabled or removed while something was on its way gets nothing more', async () => {
    const { webhook } = await stage.addWebhook(receiver.url)
    for (const id of ['e1', 'e2']) await stage.happen(id)
    receiver.answerWith(async () => {
      await stage.webhooks.update(webhook.id, { status: 'disabled' })
      return { status: 500 }
    })
    await stage.run()
    await stage.webhooks.remove(webhook.id)
    stage.pass({ days: 1 })
    expect(await stage.run()).toMatchObject({ delivered: 0, nextDueAt: null })
    expect(receiver.ids()).toEqual(['e1'])
  })
})

describe('where a request may go', () => {
  test('is never a private address behind a public name, whenever the name came to lead there', async () => {
    const { hostname, port } = new URL(receiver.url)
    const resolve = ((_name: string, _options: unknown, done: (...found: unknown[]) => void) =>
      done(null, [{ address: hostname, family: 4 }])) as never
    stage = createWebhookStage({ network: { resolve } })
    const { webhook } = await stage.addWebhook(`https://hooks.example.test:${port}/hook?token=hidden`)
    await stage.happen('e1')
    expect(await stage.run()).toMatchObject({ delivered: 0, failed: 1 })
    expect(receiver.received).toEqual([])
    const [delivery] = (await stage.webhooks.listDeliveries(webhook.id)).deliveries
    expect(delivery?.lastError).toContain('127.0.0.1 is a loopback address, wanted public')
    expect(delivery?.lastError).not.toContain('hidden')
  })
})

describe('a Security Event Token', () => {
  test('is pushed with the bearer token, and a refusal says why', async () => {
    const { webhook } = await stage.addWebhook(receiver.url, { format: 'set', bearerToken: 'abc.def' })
    await stage.happen('e1')
    receiver.answerWith(() => ({
      status: 400,
      headers: { 'content-type': 'application/json' },
      body: '{"err":"invalid_key","description":"who knows"}',
    }))
    expect(await stage.run()).toMatchObject({ delivered: 0, failed: 1 })
    const [delivery] = (await stage.webhooks.listDeliveries(webhook.id)).deliveries
    expect(delivery).toMatchObject({ lastStatus: 400, lastError: 'wanted a status of 200 to 299, got 400 invalid_key' })
    receiver.answerWith(() => ({ status: 202 }))
    stage.pass({ seconds: 5 })
    expect(await stage.run()).toMatchObject({ delivered: 1 })
    expect(receiver.received[1]).toMatchObject({
      body: 'set of e1',
      headers: {
        'content-type': 'application/secevent+jwt',
        accept: 'application/json',
        authorization: 'Bearer abc.def',
      },
    })
    expect(receiver.received[1]?.headers).not.toHaveProperty('webhook-signature')
  })

  test('that cannot be made is given up', async () => {
    stage = createWebhookStage({
      toSet: async () => {
        throw new Error('a secret text')
      },
    })
    const { webhook } = await stage.addWebhook(receiver.url, { format: 'set' })
    await stage.happen('e1')
    expect(await stage.run()).toMatchObject({ dead: 1 })
    const [delivery] = (await stage.webhooks.listDeliveries(webhook.id)).deliveries
    expect(delivery?.lastError).toBe('the request could not be made: INTERNAL')
  })

  test('that is polled is not pushed', async () => {
    const { webhook } = await stage.webhooks.create({ organizationId: 'acme', format: 'set', transport: 'poll' })
    await stage.happen('e1')
    expect(await stage.run()).toMatchObject({ handedOut: 1, delivered: 0, nextDueAt: null })
    const { deliveries } = await stage.webhooks.listDeliveries(webhook.id)
    expect(deliveries).toMatchObject([{ status: 'pending', attempts: 0, transport: 'poll' }])
  })
})

describe('a run', () => {
  test('sends at most ten at once, and what hangs does not keep the others from arriving', async () => {
    stage = createWebhookStage({ timeoutMs: 1000 })
    const dead = await startReceiver()
    dead.answerWith(() => null)
    await stage.addWebhook(dead.url, { organizationId: 'globex' })
    await stage.addWebhook(receiver.url)
    for (let index = 0; index < 200; index++)
      await stage.happen(`g${index}`, { userId: `g${index}`, organizationId: 'globex' })
    stage.pass({ ms: 1 })
    for (let index = 0; index < 20; index++) await stage.happen(`e${index}`, { userId: `u${index}` })
    let [open, most] = [0, 0]
    receiver.answerWith(async () => {
      most = Math.max(most, (open += 1))
      await new Promise((resolve) => setTimeout(resolve, 5))
      open -= 1
      return { status: 200 }
    })
    expect(await stage.run()).toMatchObject({ delivered: 20, failed: 200 })
    expect(most).toBeGreaterThan(1)
    expect(most).toBeLessThanOrEqual(10)
    // The others were put off: they did not hang one after the other.
    expect(dead.received.length).toBeLessThan(40)
  })

  test('delivers what happens while a slow receiver is waited for', async () => {
    const slow = await startReceiver()
    await stage.addWebhook(slow.url, { organizationId: 'globex' })
    await stage.addWebhook(receiver.url)
    await stage.happen('slow', { organizationId: 'globex' })
    slow.answerWith(async () => {
      await stage.happen('meanwhile')
      await expect.poll(() => receiver.ids(), { timeout: 1900 }).toEqual(['meanwhile'])
      return { status: 200 }
    })
    expect(await stage.run()).toMatchObject({ delivered: 2, failed: 0 })
  })

  test('ends when its time is over, after what is under way', async () => {
    await stage.addWebhook(receiver.url)
    for (let index = 0; index < 30; index++) await stage.happen(`e${index}`)
    receiver.answerWith(() => {
      stage.pass({ seconds: 1 })
      return { status: 200 }
    })
    expect(await stage.run(3)).toMatchObject({ delivered: 3, nextDueAt: expect.any(Date) })
    expect(await stage.run()).toMatchObject({ delivered: 25 })
    expect(await stage.run(2)).toMatchObject({ delivered: 2, nextDueAt: null })
  })

  test.each([{ maxSeconds: 0 }, { maxSeconds: '5' }, { maxSeconds: 3601 }, { seconds: 5 }, null, 5])(
    'refuses %j',
    async (options) => {
      await expect(stage.deliver(options)).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
    },
  )

  test.each(['listBehind', 'take', 'settle', 'nextDueAt'] as const)(
    'ends with the failure of %s, and the next one goes on',
    async (verb) => {
      await stage.addWebhook(receiver.url)
      for (const userId of ['ana', 'bruno']) await stage.happen(`e-${userId}`, { userId })
      const failing = async (): Promise<never> => {
        throw Object.assign(new Error('gone'), { code: 'STORE_UNAVAILABLE' })
      }
      const broken = createWebhookStage({
        store: { ...stage.store, deliveries: { ...stage.store.deliveries, [verb]: failing } },
      })
      await expect(broken.run()).rejects.toThrow('gone')
      stage.pass({ seconds: 120 })
      await stage.run()
      expect(new Set(receiver.ids())).toEqual(new Set(['e-ana', 'e-bruno']))
      expect(await stage.store.deliveries.nextDueAt()).toBeNull()
    },
  )

  test('forgets what was delivered more than a week ago, and nothing else', async () => {
    const { webhook } = await stage.addWebhook(receiver.url)
    await stage.happen('old')
    await stage.run()
    stage.pass({ days: 6 })
    await stage.happen('young')
    await stage.run()
    stage.pass({ days: 1, seconds: 1 })
    await stage.run()
    const { deliveries } = await stage.webhooks.listDeliveries(webhook.id)
    expect(deliveries.map(({ eventId }) => eventId)).toEqual(['young'])
  })
})
