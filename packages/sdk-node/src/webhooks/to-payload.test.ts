import { expect, test } from 'vitest'
import { firstHead, sealEvent } from '../model/seal-event.ts'
import { loginEvent } from '../testing/store-samples.ts'
import { toPayload } from './to-payload.ts'
import type { WebhookMessage } from './webhook-message.ts'

const base = sealEvent(loginEvent('e1', 'acme', 'ana'), firstHead)

test('holds what happened, and neither address nor browser nor hashes', () => {
  expect(JSON.parse(toPayload(base))).toEqual({
    type: 'login.succeeded',
    timestamp: '2030-01-01T00:00:00.000Z',
    id: 'e1',
    organizationId: 'acme',
    sequence: 1,
    actor: { type: 'user', id: 'ana' },
    target: { type: 'user', id: 'ana' },
    outcome: 'success',
    reason: null,
    data: { connectionId: 'c', loginId: 'login-a' },
  })
})

/** With data of so many characters, two bytes each. */
const sized = (length: number): WebhookMessage => {
  const event = { ...base, data: { connectionId: 'c', loginId: 'é'.repeat(length) } } as typeof base
  return JSON.parse(toPayload(event)) as WebhookMessage
}

test('leaves out data that makes it larger than 256 KiB, in bytes, and says so', () => {
  const frame = Buffer.byteLength(JSON.stringify(sized(0)))
  const most = Math.floor((256 * 1024 - frame) / 2)
  expect(sized(most)).toMatchObject({ data: { connectionId: 'c' } })
  expect(sized(most)).not.toHaveProperty('truncated')
  expect(sized(most + 1)).toMatchObject({ id: 'e1', sequence: 1, data: null, truncated: true })
})
