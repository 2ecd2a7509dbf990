import { createHmac } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { signWebhook } from './sign-webhook.ts'

const published = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  sentAt: new Date(1_614_265_330_000),
  body: '{"test": 2432232314}',
  secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
}

test('makes the signature of the published test vector', () => {
  expect(signWebhook(published)).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

test('signs with every secret, the newest first, so that a receiver may know any of them', () => {
  const sentAt = new Date()
  const secrets = ['a', 'b', 'c'].map((text) => `whsec_${Buffer.from(text.repeat(32)).toString('base64')}`)
  const headers = signWebhook({ ...published, sentAt, secrets })
  expect(headers['webhook-signature']?.split(' ')).toHaveLength(3)
  for (const secret of secrets)
    expect(new Webhook(secret).verify(published.body, headers)).toEqual({ test: 2432232314 })
  const stranger = new Webhook(`whsec_${Buffer.from('d'.repeat(32)).toString('base64')}`)
  expect(() => stranger.verify(published.body, headers)).toThrow('No matching signature')
})

test('signs the UTF-8 bytes of the body, of the second in which it is sent', () => {
  const body = '{"name":"Ana Souza — 山田 🙂"}'
  const sentAt = new Date(1_614_265_330_999)
  const headers = signWebhook({ ...published, body, sentAt })
  const key = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64')
  const expected = createHmac('sha256', key).update(`${published.id}.1614265330.${body}`).digest('base64')
  expect(headers).toMatchObject({ 'webhook-timestamp': '1614265330', 'webhook-signature': `v1,${expected}` })
})
