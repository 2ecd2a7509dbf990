import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { loginEvent } from '../testing/store-samples.ts'
import type { EventDraft } from './event.ts'
import { firstHead, hashEvent, sealEvent } from './seal-event.ts'

const draft = loginEvent('e1', 'acme')

describe('a sealed event', () => {
  test('has the hash that docs/events.md describes, letter for letter', () => {
    const text =
      '{"actor":{"id":"u1","type":"user"},"data":{"connectionId":"c","loginId":"login-a"},"id":"e1","ip":"192.0.2.1",' +
      '"occurredAt":"2030-01-01T00:00:00.000Z","organizationId":"acme","outcome":"success",' +
      `"previousHash":"${'0'.repeat(64)}","reason":null,"sequence":1,"target":{"id":"u1","type":"user"},` +
      '"type":"login.succeeded","userAgent":"Browser/1.0"}'
    expect(sealEvent(draft, firstHead).hash).toBe(createHash('sha256').update(text).digest('hex'))
  })

  test('follows the one before', () => {
    const first = sealEvent(draft, firstHead)
    expect(sealEvent({ ...draft, id: 'e2' }, first)).toMatchObject({ sequence: 2, previousHash: first.hash })
  })

  test.each(['id', 'organizationId', 'type', 'ip', 'userAgent', 'outcome', 'reason', 'sequence', 'previousHash'])(
    'has another hash with another %s',
    (name) => {
      const event = sealEvent(draft, firstHead)
      expect(hashEvent({ ...event, [name]: 'other' })).not.toBe(event.hash)
    },
  )

  test('has the same hash after a way through JSON, whatever the order of its members', () => {
    const event = sealEvent(draft, firstHead)
    const turned = Object.fromEntries(Object.entries(JSON.parse(JSON.stringify(event)) as object).toReversed())
    expect(hashEvent(turned)).toBe(event.hash)
  })

  test('keeps nothing of what could start a line, fill a table or break a reader of JSON', () => {
    const odd = {
      ...draft,
      ip: '1'.repeat(1000),
      userAgent: `a\r\nb\u0085c\0${'x'.repeat(10_000)}\ud83d`,
      data: { connectionId: 'c\0\ud83d', loginId: 'x'.repeat(10_000) },
    } as EventDraft
    const event = sealEvent(odd, firstHead)
    expect(event.ip).toHaveLength(64)
    expect(event.userAgent).toMatch(/^a b c x+$/)
    expect(event.userAgent?.length).toBeLessThanOrEqual(512)
    expect(event.data).toEqual({ connectionId: 'c\ufffd\ufffd', loginId: 'x'.repeat(1024) })
    expect(sealEvent({ ...odd, userAgent: `${'x'.repeat(511)}🙂` }, firstHead).userAgent).toBe(
      `${'x'.repeat(511)}\ufffd`,
    )
  })

  test.each([
    ['quotes', '"'.repeat(1025), '"'.repeat(1024)],
    ['no quotes', 'x'.repeat(1025), 'x'.repeat(1024)],
    ['a backslash at the end of what is kept', `${'x'.repeat(1023)}\\y`, `${'x'.repeat(1023)}\\`],
    ['many texts beside it', ['x'.repeat(1024), 'x'.repeat(1025)], ['x'.repeat(1024), 'x'.repeat(1024)]],
    ['all texts short enough', Array(9).fill('x'.repeat(1024)), Array(9).fill('x'.repeat(1024))],
  ])('cuts off what is longer than 1024 characters, with %s', (_what, loginId, kept) => {
    const event = sealEvent({ ...draft, data: { connectionId: 'c', loginId } } as EventDraft, firstHead)
    expect(event.data).toEqual({ connectionId: 'c', loginId: kept })
  })

  test('takes nothing along that is no part of an event', () => {
    const event = sealEvent(Object.assign({ secret: 'hunter2' }, draft), firstHead)
    expect(JSON.stringify(event)).not.toContain('hunter2')
  })
})
