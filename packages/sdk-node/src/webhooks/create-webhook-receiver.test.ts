import { randomBytes, randomUUID } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { expect, it } from 'vitest'
import { createReplayWindow } from './replay-window.ts'
import { createWebhookReceiver } from './create-webhook-receiver.ts'

const secret = `whsec_${randomBytes(24).toString('base64')}`

function toRequest(id: string, key = secret): Request {
  const at = new Date()
  const body = JSON.stringify({ type: 'user.created', id, timestamp: at.toISOString() })
  return new Request('https://app.example.com/hook', {
    method: 'POST',
    headers: {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(key).sign(id, at, body),
    },
    body,
  })
}

it('calls the handler once for each message, and answers 204 every time', async () => {
  const handled: string[] = []
  const receive = createWebhookReceiver(secret, ({ id }) => handled.push(id))
  const statuses = []
  for (const id of ['a', 'b', 'a']) statuses.push((await receive(toRequest(id))).status)
  expect(statuses).toEqual([204, 204, 204])
  expect(handled).toEqual(['a', 'b'])
})

it('lets a message come again that the handler failed on', async () => {
  let fails = true
  const handled: string[] = []
  const receive = createWebhookReceiver(secret, ({ id }) => {
    if (fails) throw new Error('the database is away')
    handled.push(id)
  })
  await expect(receive(toRequest('a'))).rejects.toThrow('the database is away')
  fails = false
  expect((await receive(toRequest('a'))).status).toBe(204)
  expect(handled).toEqual(['a'])
})

it('asks for a message again that is still being handled, because nobody knows yet how that ends', async () => {
  let fail: (error: Error) => void = () => undefined
  const receive = createWebhookReceiver(secret, () => new Promise((_, reject) => (fail = reject)))
  const first = receive(toRequest('a'))
  const outcome = first.then(
    () => 'done',
    (error: Error) => error.message,
  )
  await expect.poll(async () => (await receive(toRequest('a'))).status).toBe(409)
  fail(new Error('no'))
  expect(await outcome).toBe('no')
})

it('answers a refusal without its reason, and tells that to whoever runs it', async () => {
  const refused: string[] = []
  const receive = createWebhookReceiver(secret, () => expect.fail('it was called'), {
    onRefused: ({ code, detail }) => refused.push(`${code}: ${detail}`),
  })
  const response = await receive(toRequest('a', `whsec_${randomBytes(24).toString('base64')}`))
  expect(response.status).toBe(401)
  expect(await response.json()).toEqual({
    error: { code: 'WEBHOOK_SIGNATURE_INVALID', message: 'The signature could not be verified.' },
  })
  expect(refused).toHaveLength(1)
  expect(refused[0]).toContain('none of them right')
})

it('is loud about a secret that is none', async () => {
  await expect(createWebhookReceiver('', () => undefined)(toRequest('a'))).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
  })
})

it('forgets after a while, and the oldest first when there are too many', () => {
  let seconds = 0
  const { seen, forget } = createReplayWindow({ ttl: 10, max: 2, now: () => new Date(seconds * 1000) })
  const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()]
  expect([seen(a), seen(a), seen(b), seen(c), seen(b), seen(a)]).toEqual([false, true, false, false, true, false])
  forget(a)
  expect(seen(a)).toBe(false)
  seconds = 10
  expect(seen(a)).toBe(false)
})
