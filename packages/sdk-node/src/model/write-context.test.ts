import { describe, expect, it } from 'vitest'
import { toWriter, type WriteContext } from './write-context.ts'

describe('who writes', () => {
  it('is the API when nobody else is named', () => {
    expect(toWriter()).toEqual({ actor: { type: 'api', id: null }, origin: { ip: null, userAgent: null } })
  })

  it('is who the caller names, with where they are', () => {
    const actor = { type: 'user', id: 'u1' } as const
    expect(toWriter({ actor, ip: '192.0.2.1', userAgent: 'Browser/1.0' })).toEqual({
      actor,
      origin: { ip: '192.0.2.1', userAgent: 'Browser/1.0' },
    })
  })

  it.each<readonly [string, unknown]>([
    ['an actor of a kind there is not', { actor: { type: 'root', id: null } }],
    ['an actor whose id is no text', { actor: { type: 'user', id: 7 } }],
    ['an actor without an id', { actor: { type: 'user' } }],
    ['an actor that is text', { actor: 'ana' }],
    ['an id without end', { actor: { type: 'user', id: 'x'.repeat(2000) } }],
    ['an address that is no text', { ip: 4 }],
    ['a user agent that is no text', { userAgent: {} }],
    ['something that is no part of it', { reason: 'because' }],
    ['something that is no context', 'ana'],
  ])('refuses %s', (_case, context) => {
    expect(() => toWriter(context as WriteContext)).toThrow(expect.objectContaining({ code: 'REQUEST_INVALID' }))
  })
})
