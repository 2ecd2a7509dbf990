import { expect, test } from 'vitest'
import type { Outside } from '../ports/outside.ts'
import { fetchJson } from './fetch-json.ts'

const url = 'https://idp.example.test/x'
const get = (response: () => Response, maxBytes = 1000) => {
  const outside: Outside = { now: () => new Date(), fetch: async () => response() }
  return fetchJson(url, { maxBytes }, outside)
}

test('gives back an object, whatever its content type', async () => {
  expect(await get(() => new Response('{"a":1}'))).toEqual({ a: 1 })
})

test('says what came instead', async () => {
  await expect(get(() => new Response('{}', { status: 302 }))).rejects.toThrow(`wanted 200 from ${url}, got 302`)
  await expect(get(() => Response.json({ a: 'é'.repeat(500) }))).rejects.toThrow('wanted at most 1000 bytes')
  await expect(get(() => new Response('<p>', { headers: { 'content-type': 'text/html' } }))).rejects.toThrow(
    'got text/html',
  )
  for (const value of [null, [], 'text', 7])
    await expect(get(() => Response.json(value))).rejects.toThrow('wanted a JSON object')
})
