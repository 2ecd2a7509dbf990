import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startWebhookReceiver, type WebhookReceiver } from '../../test/support/webhook-receiver.ts'
import { createWebhookStage, stageSecret, type WebhookStage } from '../../test/support/webhook-stage.ts'
import { sealEvent, firstHead } from '../model/seal-event.ts'
import { hashToken } from '../stores/hash-token.ts'
import { loginEvent } from '../testing/store-samples.ts'
import type { ManagedWebhook, WebhookDraft } from './manage-webhooks.ts'
import { toDelivery } from './to-delivery.ts'

const organizationId = 'acme'
const url = 'https://hooks.acme.test/in?key=1'
let stage: WebhookStage
beforeEach(() => {
  stage = createWebhookStage({ network: {} })
})

const create = async (draft: Partial<WebhookDraft> = {}): ReturnType<WebhookStage['webhooks']['create']> =>
  stage.webhooks.create({ organizationId, url, ...draft })
const record = async ({ id }: ManagedWebhook): Promise<NonNullable<Awaited<ReturnType<typeof find>>>> => {
  const found = await find(id)
  return found ?? expect.unreachable()
}
const find = async (id: string): ReturnType<WebhookStage['store']['webhookEndpoints']['find']> =>
  stage.store.webhookEndpoints.find(id)
const events = async (id = organizationId): ReturnType<WebhookStage['store']['events']['list']> =>
  stage.store.events.list({ organizationId: id, limit: 1000 })
const invalid = { code: 'WEBHOOK_INVALID' }

describe('creating', () => {
  test('gives a secret that is kept sealed, and shown to nobody again', async () => {
    const { webhook, secret } = await create({ name: '  CRM ', types: ['user.created', 'user.created'] })
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(webhook).toEqual({
      id: webhook.id,
      organizationId,
      name: 'CRM',
      format: 'webhook',
      transport: 'push',
      url,
      types: ['user.created'],
      status: 'active',
      disabledReason: null,
      lastSuccessAt: null,
      failingSince: null,
      createdAt: stage.now(),
      updatedAt: stage.now(),
      version: 1,
    })
    expect(await stage.webhooks.get(webhook.id)).toEqual(webhook)
    expect(JSON.stringify(await record(webhook))).not.toContain(secret?.slice(6))
    expect((await create()).secret).not.toBe(secret)
  })

  test('of a receiver that polls gives a token, of which only the hash is kept', async () => {
    const { webhook, secret } = await stage.webhooks.create({ organizationId, format: 'set', transport: 'poll' })
    expect(secret).toMatch(/^whpoll_[\w-]{43}$/)
    expect(await record(webhook)).toMatchObject({ url: null, tokenHash: hashToken(secret ?? ''), sealedSecrets: null })
  })

  test('of a pushed SET gives no secret, and keeps the bearer token sealed', async () => {
    const { webhook, secret } = await create({ format: 'set', bearerToken: 'abc.def' })
    expect(secret).toBeNull()
    expect(JSON.stringify([webhook, await record(webhook)])).not.toContain('abc.def')
  })

  test('is told in the log of the organization, and of all organizations in none', async () => {
    const { webhook } = await create()
    await create({ organizationId: null })
    expect(await events()).toMatchObject([
      {
        type: 'webhook.created',
        actor: { type: 'api', id: null },
        target: { type: 'webhook', id: webhook.id },
        data: { old: null, new: { format: 'webhook', transport: 'push', url: url.split('?')[0], status: 'active' } },
      },
    ])
  })

  test.each([
    ['no object', null],
    ['a field that nobody knows', { organisationId: 'acme' }],
    ['no organization', { organizationId: undefined }],
    ['an organization that is no id', { organizationId: 5 }],
    ['no URL', { url: undefined }],
    ['a URL that is none', { url: 'hooks.acme.test' }],
    ['a URL that is too long', { url: `https://hooks.acme.test/${'x'.repeat(2048)}` }],
    ['plain http', { url: 'http://hooks.acme.test/' }],
    ['another scheme', { url: 'ftp://hooks.acme.test/' }],
    ['credentials in the URL', { url: 'https://ana:secret@hooks.acme.test/' }],
    ['a loopback address', { url: 'https://127.0.0.1/' }],
    ['a private address', { url: 'https://10.0.0.1/' }],
    ['a private address in other words', { url: 'https://0xa9fea9fe/' }],
    ['a private IPv6 address', { url: 'https://[fd00::1]/' }],
    ['a mapped address', { url: 'https://[::ffff:10.0.0.1]/' }],
    ['a host with a trailing dot', { url: 'https://localhost./' }],
    ['a fragment', { url: 'https://hooks.acme.test/#here' }],
    ['a type that is none', { types: ['user.exploded'] }],
    ['types that are no list', { types: 'user.created' }],
    ['no types at all', { types: [] }],
    ['an empty name', { name: ' ' }],
    ['a long name', { name: 'x'.repeat(101) }],
    ['a name of two lines', { name: 'a\nb' }],
    ['a name that is none', { name: 5 }],
    ['a format that is none', { format: 'xml' }],
    ['a transport that is none', { transport: 'pull' }],
    ['polled webhooks', { transport: 'poll', url: undefined }],
    ['a polled URL', { format: 'set', transport: 'poll' }],
    ['a bearer token of a webhook', { bearerToken: 'abc' }],
    ['a bearer token of who polls', { format: 'set', transport: 'poll', url: undefined, bearerToken: 'abc' }],
    ['a bearer token that is none', { format: 'set', bearerToken: 'ü\r\nx: y' }],
  ])('refuses %s, and keeps nothing', async (_what, wrong) => {
    const draft = wrong === null ? null : { organizationId, url, ...wrong }
    await expect(stage.webhooks.create(draft as never)).rejects.toMatchObject(invalid)
    expect(await stage.webhooks.list()).toEqual({ webhooks: [], cursor: null })
    expect(await events()).toEqual([])
  })

  test('tells neither a secret nor the query of a URL where it refuses', async () => {
    const wrong = [
      { url: 'https://10.0.0.1/?key=hidden' },
      { url: 'https://ana:hidden@hooks.acme.test/' },
      { url: 'hidden' },
      { format: 'set', bearerToken: 'hidden hidden' },
    ]
    for (const draft of wrong)
      await expect(create(draft as never)).rejects.toThrow(/^WEBHOOK_INVALID: (?:(?!hidden).)*$/)
  })

  test('keeps the query of its URL, where people put secrets, out of the log, also when only that changes', async () => {
    const { webhook } = await create({ url: `${url}&key=hidden` })
    const changed = await stage.webhooks.update(webhook.id, { url: `${url}&key=hidden-too` })
    expect(changed.url).toBe(`${url}&key=hidden-too`)
    expect(await stage.toldOf()).toEqual(['webhook.created', 'webhook.updated'])
    expect(JSON.stringify(await events())).not.toContain('hidden')
  })

  test('refuses an organization that is not there, and a context that is none', async () => {
    await expect(create({ organizationId: 'Nowhere!' })).resolves.toBeDefined()
    const strict = createWebhookStage({ network: {}, isStaticOrganization: () => false })
    await expect(strict.webhooks.create({ organizationId, url })).rejects.toMatchObject({
      code: 'ORGANIZATION_NOT_FOUND',
    })
    await expect(strict.webhooks.create({ organizationId: 'x y', url })).rejects.toMatchObject({
      code: 'ORGANIZATION_NOT_FOUND',
    })
    await expect(stage.webhooks.create({ organizationId, url }, { actor: 'ana' } as never)).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
    })
  })

  test('ends with fifty of an organization', async () => {
    for (let index = 0; index < 50; index++) await create()
    await expect(create()).rejects.toThrow("wanted at most 50 webhooks for organization 'acme', there are 50 already")
    await expect(create({ organizationId: 'globex' })).resolves.toBeDefined()
    await expect(create({ organizationId: null })).resolves.toBeDefined()
  })
})

describe('changing', () => {
  test('writes what is different, and says so', async () => {
    const { webhook } = await create({ types: ['user.created'] })
    stage.pass({ seconds: 1 })
    const changed = await stage.webhooks.update(
      webhook.id,
      { name: 'CRM', types: null },
      { actor: { type: 'user', id: 'ana' } },
    )
    expect(changed).toMatchObject({ name: 'CRM', types: null, version: 2, updatedAt: stage.now(), url })
    expect((await events())[1]).toMatchObject({
      type: 'webhook.updated',
      actor: { type: 'user', id: 'ana' },
      data: { old: { name: null, types: ['user.created'] }, new: { name: 'CRM', types: null } },
    })
  })

  test('of nothing writes nothing', async () => {
    const { webhook } = await create({ name: 'CRM' })
    for (const changes of [{}, { name: 'CRM' }, { url, status: 'active' }] as const)
      expect(await stage.webhooks.update(webhook.id, changes)).toEqual(webhook)
    expect(await events()).toHaveLength(1)
  })

  test('switches off and on again', async () => {
    const { webhook } = await create()
    const off = await stage.webhooks.update(webhook.id, { status: 'disabled' })
    expect(off).toMatchObject({ status: 'disabled', disabledReason: 'Switched off by hand.' })
    expect(await stage.webhooks.update(webhook.id, { status: 'active' })).toMatchObject({ disabledReason: null })
    expect(await stage.toldOf()).toEqual(['webhook.created', 'webhook.updated', 'webhook.updated'])
  })

  test('does not take a bearer token to another origin, unless it is given again', async () => {
    const { webhook } = await create({ format: 'set', bearerToken: 'abc' })
    const elsewhere = 'https://hooks.globex.test/'
    await expect(stage.webhooks.update(webhook.id, { url: elsewhere })).rejects.toMatchObject(invalid)
    await stage.webhooks.update(webhook.id, { url: 'https://hooks.acme.test/other' })
    await stage.webhooks.update(webhook.id, { url: elsewhere, bearerToken: 'abc' })
    await stage.webhooks.update(webhook.id, { bearerToken: null })
    await stage.webhooks.update(webhook.id, { url })
    expect(await record(webhook)).toMatchObject({ url, sealedSecrets: null })
    expect(await stage.toldOf()).toEqual([
      'webhook.created',
      'webhook.updated',
      'webhook.updated',
      'webhook.secret_rotated',
      'webhook.updated',
    ])
  })

  test.each([
    { organizationId: 'globex' },
    { format: 'set' },
    { url: 'http://hooks.acme.test/' },
    { url: null },
    { types: [] },
    { status: 'off' },
    { name: 7 },
    { bearerToken: 'abc' },
    null,
  ])('refuses %j', async (changes) => {
    const { webhook } = await create()
    await expect(stage.webhooks.update(webhook.id, changes as never)).rejects.toMatchObject(invalid)
    expect(await stage.webhooks.get(webhook.id)).toEqual(webhook)
  })

  test('refuses a URL for who polls', async () => {
    const { webhook } = await stage.webhooks.create({ organizationId, format: 'set', transport: 'poll' })
    await expect(stage.webhooks.update(webhook.id, { url })).rejects.toMatchObject(invalid)
  })

  test('goes on from what somebody else wrote meanwhile, and gives up when that never ends', async () => {
    const { webhook } = await create()
    const { webhookEndpoints } = stage.store
    let lost = 1
    const racing = createWebhookStage({
      network: {},
      store: {
        ...stage.store,
        webhookEndpoints: {
          ...webhookEndpoints,
          replace: async (endpoint, drafts) => {
            if (lost-- > 0) await stage.webhooks.update(endpoint.id, { name: `version ${endpoint.version}` })
            return webhookEndpoints.replace(endpoint, drafts)
          },
        },
      },
    })
    expect(await racing.webhooks.update(webhook.id, { types: ['user.created'] })).toMatchObject({
      name: 'version 2',
      types: ['user.created'],
      version: 3,
    })
    lost = 3
    await expect(racing.webhooks.update(webhook.id, { types: null })).rejects.toMatchObject({ code: 'WRITE_CONFLICT' })
  })
})

describe('rotating the secret', () => {
  let receiver: WebhookReceiver
  beforeEach(async () => {
    stage = createWebhookStage()
    receiver = await startWebhookReceiver()
  })
  afterEach(async () => receiver.close())

  /** Which of the secrets sign what is sent now. */
  const signing = async (secrets: readonly string[]): Promise<readonly boolean[]> => {
    await stage.happen('e')
    await stage.run()
    const { headers = {}, body = '' } = receiver.received.at(-1) ?? {}
    const signatures = headers['webhook-signature']?.split(' ')
    return secrets.map((secret) => signatures?.includes(new Webhook(secret).sign('e', stage.now(), body)) ?? false)
  }

  test('lets the old one sign too, for as long as was asked', async () => {
    const { webhook, secret: first } = await stage.addWebhook(receiver.url)
    const { secret: second } = await stage.webhooks.rotateSecret(webhook.id, { overlapSeconds: 60 })
    expect(await signing([first, second])).toEqual([true, true])
    const { secret: third } = await stage.webhooks.rotateSecret(webhook.id)
    stage.pass({ seconds: 59 })
    expect(await signing([first, second, third])).toEqual([true, true, true])
    stage.pass({ seconds: 1 })
    expect(await signing([first, second, third])).toEqual([false, true, true])
    stage.pass({ days: 1 })
    expect(await signing([first, second, third])).toEqual([false, false, true])
    const { secret: fourth } = await stage.webhooks.rotateSecret(webhook.id, { overlapSeconds: 0 })
    expect(await signing([third, fourth])).toEqual([false, true])
    expect(await stage.toldOf()).toEqual([
      'webhook.created',
      ...Array.from({ length: 3 }, () => 'webhook.secret_rotated'),
    ])
  })

  test('keeps at most five that sign', async () => {
    const { webhook, secret } = await stage.addWebhook(receiver.url)
    const secrets = [secret]
    for (let index = 0; index < 6; index++) secrets.unshift((await stage.webhooks.rotateSecret(webhook.id)).secret)
    expect(await signing(secrets)).toEqual([true, true, true, true, true, false, false])
  })

  test('of who polls ends the old token at once', async () => {
    const { webhook, secret } = await stage.webhooks.create({ organizationId, format: 'set', transport: 'poll' })
    const { secret: next } = await stage.webhooks.rotateSecret(webhook.id, { overlapSeconds: 60 })
    expect(next).not.toBe(secret)
    expect(await record(webhook)).toMatchObject({ tokenHash: hashToken(next), version: 2 })
  })

  test('refuses a pushed SET, and an overlap that is none', async () => {
    const { webhook: set } = await stage.addWebhook(receiver.url, { format: 'set' })
    await expect(stage.webhooks.rotateSecret(set.id)).rejects.toMatchObject(invalid)
    const { webhook } = await stage.addWebhook(receiver.url)
    for (const options of [
      { overlapSeconds: -1 },
      { overlapSeconds: 604_801 },
      { overlapSeconds: '1' },
      { seconds: 1 },
    ])
      await expect(stage.webhooks.rotateSecret(webhook.id, options as never)).rejects.toMatchObject(invalid)
  })

  test('shows neither old nor new ones anywhere else', async () => {
    const { webhook, secret } = await stage.addWebhook(receiver.url)
    const { secret: next } = await stage.webhooks.rotateSecret(webhook.id)
    receiver.answerWith(() => ({ status: 410 }))
    await stage.happen('e')
    await stage.run()
    const seen = JSON.stringify([
      stage.log,
      await events(),
      await stage.webhooks.list(),
      await stage.webhooks.listDeliveries(webhook.id),
    ])
    for (const text of [secret, next]) expect(seen).not.toContain(text.slice(6))
    expect(seen).not.toMatch(/sealedSecrets|tokenHash|v1\./)
  })

  test('of the app seals them anew', async () => {
    const { secret } = await stage.addWebhook(receiver.url)
    await stage.webhooks.create({ organizationId, format: 'set', transport: 'poll' })
    const newSecret = 'another secret that is long enough for this use'
    const both = createWebhookStage({ store: stage.store, secrets: [newSecret, stageSecret] })
    expect([await both.webhooks.resealSecrets(), await both.webhooks.resealSecrets()]).toEqual([1, 0])
    stage = createWebhookStage({ store: stage.store, secrets: [newSecret] })
    expect(await signing([secret])).toEqual([true])
    expect(await stage.toldOf()).toEqual(['webhook.created', 'webhook.created'])
  })
})

describe('removing', () => {
  test('takes it away, and says what it was', async () => {
    const { webhook } = await create({ name: 'CRM' })
    await stage.webhooks.remove(webhook.id)
    expect((await events())[1]).toMatchObject({ type: 'webhook.deleted', data: { old: { name: 'CRM' }, new: null } })
    await expect(stage.webhooks.get(webhook.id)).rejects.toMatchObject({ code: 'WEBHOOK_NOT_FOUND' })
  })

  test.each(['nothing', 'not an id!', '', 5, null, undefined])('finds nothing called %j', async (id) => {
    const { webhooks } = stage
    const given = id as string
    const asked = [
      webhooks.get(given),
      webhooks.remove(given),
      webhooks.update(given, {}),
      webhooks.rotateSecret(given),
      webhooks.listDeliveries(given),
      webhooks.replay(given, { dead: true }),
    ]
    for (const answer of await Promise.allSettled(asked))
      expect(answer).toMatchObject({ reason: { code: 'WEBHOOK_NOT_FOUND' } })
  })
})

describe('listing', () => {
  test('goes through the endpoints page by page', async () => {
    for (let index = 0; index < 5; index++) await create()
    await create({ organizationId: 'globex' })
    await create({ organizationId: null })
    const ids = async (query: Parameters<WebhookStage['webhooks']['list']>[0]): Promise<readonly string[]> => {
      const found: string[] = []
      let cursor: string | null = null
      do {
        const page = await stage.webhooks.list({ ...query, limit: 2, ...(cursor !== null && { after: cursor }) })
        found.push(...page.webhooks.map(({ id }) => id))
        cursor = page.cursor
      } while (cursor !== null)
      expect(found).toEqual(found.toSorted())
      return found
    }
    expect(await ids({ organizationId })).toHaveLength(5)
    expect(await ids({ organizationId: null })).toHaveLength(1)
    expect(await ids({})).toHaveLength(7)
  })

  test('refuses the cursor of another list, and a query that is none', async () => {
    for (let index = 0; index < 3; index++) await create()
    const { cursor } = await stage.webhooks.list({ organizationId, limit: 2 })
    const after = cursor ?? expect.unreachable()
    const wrong = [{ after }, { organizationId: 'globex', after }, { organizationId: null, after }]
    const others = [{ limit: 0 }, { limit: 1001 }, { limit: '5' }, { organizationId: 5 }, { format: 'set' }, 5]
    for (const query of [...wrong, ...others, { organizationId, after: 'x' }])
      await expect(stage.webhooks.list(query as never)).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
  })

  test('goes through deliveries by status, page by page', async () => {
    const { webhook } = await create({ organizationId: null })
    for (const id of ['acme', 'globex'])
      for (let index = 0; index < 3; index++) await stage.happen(`${id}${index}`, { organizationId: id })
    await stage.run()
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page = await stage.webhooks.listDeliveries(webhook.id, {
        status: 'pending',
        limit: 2,
        ...(cursor !== null && { after: cursor }),
      })
      seen.push(...page.deliveries.map(({ eventId }) => eventId))
      cursor = page.cursor
    } while (cursor !== null)
    expect(seen).toEqual(['acme0', 'acme1', 'acme2', 'globex0', 'globex1', 'globex2'])
    const { webhook: other } = await create()
    const { cursor: after } = await stage.webhooks.listDeliveries(webhook.id, { limit: 1 })
    const wrong = [{ status: 'lost' }, { limit: 0 }, { after: 'x' }, { after }, { type: 'x' }]
    for (const query of wrong)
      await expect(stage.webhooks.listDeliveries(other.id, query as never)).rejects.toMatchObject({
        code: 'REQUEST_INVALID',
      })
  })
})

describe('replaying', () => {
  let receiver: WebhookReceiver
  let webhook: ManagedWebhook
  beforeEach(async () => {
    stage = createWebhookStage()
    receiver = await startWebhookReceiver()
    for (const id of ['e1', 'e2', 'e3']) await stage.happen(id)
    stage.pass({ ms: 1 })
    ;({ webhook } = await stage.addWebhook(receiver.url, { types: ['user.deactivated'] }))
    await stage.happen('e5')
    await stage.run()
    expect(receiver.ids()).toEqual(['e5'])
  })
  afterEach(async () => receiver.close())

  test('sends one event again, and one from before the endpoint was there', async () => {
    for (const eventId of ['e5', 'e2'])
      expect(await stage.webhooks.replay(webhook.id, { organizationId, eventId })).toEqual({ replayed: 1 })
    await stage.run()
    expect(receiver.ids()).toEqual(['e5', 'e2', 'e5'])
    expect(receiver.received[2]?.body).toBe(receiver.received[0]?.body)
  })

  test('sends a range of them, in their order, and only what the endpoint wants', async () => {
    expect(await stage.webhooks.replay(webhook.id, { organizationId, from: 2, to: 5 })).toEqual({ replayed: 3 })
    await stage.run()
    expect(receiver.ids()).toEqual(['e5', 'e2', 'e3', 'e5'])
    expect(await stage.webhooks.replay(webhook.id, { organizationId, from: 900, to: 901 })).toEqual({ replayed: 0 })
  })

  test('sends everything that was given up, however much that is', async () => {
    const { deliveries } = stage.store
    const dead = Array.from({ length: 1203 }, (_, index) => {
      const event = sealEvent(loginEvent(`d${index}`, organizationId, `u${index}`), {
        ...firstHead,
        sequence: 100 + index,
      })
      return { ...toDelivery(event, { ...webhook, sealedSecrets: null, tokenHash: null }, stage.now()), attempts: 10 }
    })
    await deliveries.replay(dead.map((one) => ({ ...one, status: 'dead', settledAt: stage.now() }) as const))
    expect(await stage.webhooks.replay(webhook.id, { dead: true })).toEqual({ replayed: 1203 })
    const pending = await deliveries.list({ endpointId: webhook.id, status: 'pending', limit: 2000 })
    expect(pending).toHaveLength(1203)
    expect(pending.every(({ attempts, settledAt }) => attempts === 0 && settledAt === null)).toBe(true)
    expect(await stage.webhooks.replay(webhook.id, { dead: true })).toEqual({ replayed: 0 })
  })

  test('of what is not ours is refused', async () => {
    await stage.happen('g1', { organizationId: 'globex' })
    const wrong = [
      { organizationId: 'globex', eventId: 'g1' },
      { organizationId: 'globex', from: 1, to: 1 },
      { organizationId, eventId: 'g1' },
    ]
    for (const query of wrong)
      await expect(stage.webhooks.replay(webhook.id, query)).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
  })

  test.each([
    {},
    { organizationId },
    { eventId: 'e1' },
    { organizationId, eventId: '' },
    { organizationId: 5, eventId: 'e1' },
    { organizationId, from: 0, to: 5 },
    { organizationId, from: 5, to: 4 },
    { organizationId, from: 1, to: 10_001 },
    { organizationId, from: '1', to: 5 },
    { organizationId, eventId: 'e1', from: 1, to: 5 },
    { dead: false },
    { dead: true, organizationId },
    { everything: true },
    null,
  ])('refuses %j', async (query) => {
    await expect(stage.webhooks.replay(webhook.id, query as never)).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
  })
})
