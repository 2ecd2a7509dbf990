import { randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import type { AuthErrorCode } from '../model/auth-error.ts'
import { createReplayWindow } from './replay-window.ts'
import { verifyWebhook, type VerifyWebhookOptions, type WebhookRequest } from './verify-webhook.ts'

const secret = `whsec_${randomBytes(32).toString('base64')}`
const other = `whsec_${randomBytes(32).toString('base64')}`
const sentAt = new Date('2030-01-01T00:00:00Z')
const now = (): Date => sentAt
const body = JSON.stringify({ type: 'user.created', id: 'e-1', timestamp: sentAt.toISOString(), data: { é: 'ção' } })

interface Sent {
  readonly body?: string
  readonly secrets?: readonly string[]
  readonly at?: Date
  readonly headers?: Readonly<Record<string, string>>
}

function sign({ body: text = body, secrets = [secret], at = sentAt, headers = {} }: Sent = {}): Record<string, string> {
  return {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(at.getTime() / 1000),
    'webhook-signature': secrets.map((each) => new Webhook(each).sign('msg_1', at, text)).join(' '),
    ...headers,
  }
}

const toRequest = (sent: Sent = {}): Request =>
  new Request('https://app.example.com/hook', { method: 'POST', headers: sign(sent), body: sent.body ?? body })

async function refusal(
  request: WebhookRequest,
  options: VerifyWebhookOptions = {},
  key: string | readonly string[] = secret,
): Promise<{ readonly code: AuthErrorCode; readonly detail: string }> {
  return verifyWebhook(request, key, { now, ...options }).then(
    () => expect.fail('it was let through'),
    (error) => error,
  )
}

describe('verifyWebhook', () => {
  it('answers with the message of a request that was signed', async () => {
    expect(await verifyWebhook(toRequest(), secret, { now })).toEqual(JSON.parse(body))
  })

  it('takes headers and the raw body as Node, Express and others have them', async () => {
    const { 'webhook-id': id = '', ...rest } = sign()
    const upper = { 'Webhook-Id': id, ...rest }
    for (const rawBody of [body, Buffer.from(body), new TextEncoder().encode(body)])
      for (const headers of [upper, new Headers(upper)])
        expect(await verifyWebhook({ headers, rawBody }, secret, { now })).toMatchObject({ id: 'e-1' })
  })

  it('agrees with the vector that Standard Webhooks publishes', async () => {
    const vector = { type: 'x', id: 'y', timestamp: 'z' }
    const headers = {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    }
    const published = { headers, rawBody: '{"test": 2432232314}' }
    const at = { now: () => new Date(1614265330_000) }
    const key = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
    // Signed, and no message of ours: that is said after the signature.
    expect(await refusal(published, at, key)).toMatchObject({ code: 'REQUEST_INVALID' })
    expect(await refusal({ ...published, rawBody: JSON.stringify(vector) }, at, key)).toMatchObject({
      code: 'WEBHOOK_SIGNATURE_INVALID',
    })
  })

  it('takes any of several secrets, and any of several signatures, while a secret is rotated', async () => {
    expect(await verifyWebhook(toRequest(), [other, secret], { now })).toBeTruthy()
    expect(await verifyWebhook(toRequest({ secrets: [other, secret] }), secret, { now })).toBeTruthy()
    expect(await verifyWebhook(toRequest(), secret.slice('whsec_'.length), { now })).toBeTruthy()
  })

  it('lets an event type through that it does not know', async () => {
    const unknown = JSON.stringify({ type: 'user.promoted', id: 'e-2', timestamp: sentAt.toISOString() })
    expect(await verifyWebhook(toRequest({ body: unknown }), secret, { now })).toMatchObject({ type: 'user.promoted' })
  })

  const signature = sign()['webhook-signature'] ?? ''
  it.each<[string, WebhookRequest]>([
    ['another secret', toRequest({ secrets: [other] })],
    ['another body', { headers: sign(), rawBody: `${body} ` }],
    ['another id', toRequest({ headers: { 'webhook-id': 'msg_2' } })],
    ['another moment', toRequest({ headers: { 'webhook-timestamp': String(sentAt.getTime() / 1000 + 1) } })],
    ['a moment with something behind it', toRequest({ headers: { 'webhook-timestamp': '1893456000x' } })],
    ['a signature of another version', toRequest({ headers: { 'webhook-signature': `v2${signature.slice(2)}` } })],
    ['a signature that is cut off', toRequest({ headers: { 'webhook-signature': signature.slice(0, -1) } })],
    ['a version without a signature', toRequest({ headers: { 'webhook-signature': 'v1' } })],
    ['an empty signature', toRequest({ headers: { 'webhook-signature': 'v1,' } })],
    ['no headers', { headers: {}, rawBody: body }],
    ['an id twice', { headers: { ...sign(), 'Webhook-ID': 'msg_1' }, rawBody: body }],
    ['an endless id', toRequest({ headers: { 'webhook-id': 'x'.repeat(300) } })],
  ])('refuses %s', async (_what, request) => {
    expect(await refusal(request)).toMatchObject({ code: 'WEBHOOK_SIGNATURE_INVALID' })
  })

  it('refuses what is older or newer than the tolerance, and nothing else', async () => {
    const at = (seconds: number): VerifyWebhookOptions => ({ now: () => new Date(sentAt.getTime() + seconds * 1000) })
    for (const seconds of [-300, 300]) expect(await verifyWebhook(toRequest(), secret, at(seconds))).toBeTruthy()
    for (const seconds of [-301, 301])
      expect(await refusal(toRequest(), at(seconds))).toMatchObject({ code: 'WEBHOOK_SIGNATURE_INVALID' })
    expect(await refusal(toRequest(), { ...at(61), toleranceSeconds: 60 })).toMatchObject({
      detail: 'webhook-timestamp: wanted within 60 s of this clock, got 61 s ago',
    })
  })

  it('refuses what was seen before, once it is sure who sent it', async () => {
    const window = createReplayWindow({ now })
    const options = { now, seen: window.seen }
    expect(await refusal(toRequest({ secrets: [other] }), options)).toMatchObject({ code: 'WEBHOOK_SIGNATURE_INVALID' })
    expect(await verifyWebhook(toRequest(), secret, options)).toBeTruthy()
    expect(await refusal(toRequest(), options)).toMatchObject({
      detail: "webhook-id: wanted a new one, got 'msg_1' again",
    })
  })

  it('says how to keep the raw body when it gets a parsed one, or one that was read', async () => {
    const read = toRequest()
    await read.json()
    for (const request of [
      read,
      { headers: sign(), rawBody: JSON.parse(body) },
      { headers: sign(), rawBody: undefined },
    ]) {
      const { code, detail } = await refusal(request)
      expect(code).toBe('REQUEST_INVALID')
      expect(detail).toContain('express.json({ verify:')
    }
  })

  it('reads no more than it was told to', async () => {
    const long = body + ' '.repeat(2000)
    const stream = new ReadableStream({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('x'.repeat(1000))),
    })
    const endless = new Request('https://app.example.com/hook', {
      method: 'POST',
      headers: sign(),
      body: stream,
      duplex: 'half',
    } as RequestInit)
    for (const request of [{ headers: sign({ body: long }), rawBody: long }, toRequest({ body: long }), endless])
      expect(await refusal(request, { maxBytes: 1000 })).toMatchObject({ code: 'REQUEST_TOO_LARGE' })
  })

  it('refuses signed text that is no message, and bytes that are no text', async () => {
    for (const text of ['', 'null', '[]', '{', '{"type":"user.created"}'])
      expect(await refusal(toRequest({ body: text }))).toMatchObject({ code: 'REQUEST_INVALID' })
    // The library would read it as the replacement character, and so sign two bodies alike.
    const headers = sign({ body: '�' })
    expect(await refusal({ headers, rawBody: Buffer.from([0xff]) })).toMatchObject({ code: 'REQUEST_INVALID' })
  })

  it.each<[string, unknown]>([
    ['none', null],
    ['an empty list', []],
    ['an empty one', ''],
    ['one that is too short', 'whsec_c2hvcnQ='],
    ['one that is no base64', `whsec_${'ä'.repeat(40)}`],
    ['one with something behind it', `${secret}!`],
  ])('refuses to work with a secret that is %s, and does not repeat it', async (_what, wrong) => {
    const { code, detail } = await refusal(toRequest(), {}, wrong as string)
    expect(code).toBe('CONFIG_INVALID')
    if (typeof wrong === 'string' && wrong !== '') expect(detail).not.toContain(wrong.slice(6))
  })

  it.each([-1, 0.5, Number.NaN, 90_000])('refuses a tolerance of %s', async (toleranceSeconds) => {
    expect(await refusal(toRequest(), { toleranceSeconds })).toMatchObject({ code: 'CONFIG_INVALID' })
  })
})
