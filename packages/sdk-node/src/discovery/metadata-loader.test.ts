import { expect, test } from 'vitest'
import type { Connection, SamlConnection } from '../model/connection.ts'
import { createMetadataLoader } from './metadata-loader.ts'
import type { ConnectionSource } from '../ports/connections.ts'

function setUp(answers: (() => Response)[]) {
  const state = { now: new Date('2030-01-01T00:00:00Z'), requests: 0 }
  const source = {
    kind: 'metadata-url',
    metadataUrl: new URL('https://idp.acme.test/metadata'),
    known: {} as SamlConnection,
    complete: (xml: string) => ({ id: xml }) as unknown as Connection,
  } satisfies Extract<ConnectionSource, { kind: 'metadata-url' }>
  const fetch = async (): Promise<Response> => {
    state.requests += 1
    return (answers.length > 1 ? answers.shift() : answers[0])!()
  }
  const load = createMetadataLoader(() => ({ now: () => state.now, fetch }))
  return { state, load: async () => (await load(source)).id }
}

test('fetches once for many sign-ins at once, and not again for a day', async () => {
  const { state, load } = setUp([() => new Response('first')])
  expect(await Promise.all([load(), load(), load()])).toEqual(['first', 'first', 'first'])
  await load()
  expect(state.requests).toBe(1)
})
test('refreshes in the background after a day', async () => {
  const { state, load } = setUp([() => new Response('first'), () => new Response('second')])
  await load()
  state.now = new Date('2030-01-02T00:00:01Z')
  expect(await load()).toBe('first')
  await new Promise((done) => setTimeout(done))
  expect(await load()).toBe('second')
})
test('keeps what it knows while the metadata cannot be fetched', async () => {
  const { state, load } = setUp([() => new Response('first'), () => new Response('down', { status: 503 })])
  await load()
  state.now = new Date('2030-01-03T00:00:00Z')
  await load()
  await new Promise((done) => setTimeout(done))
  expect(await load()).toBe('first')
})
test('fails with a typed error when nothing was ever fetched, and asks again at the next sign-in', async () => {
  const { load } = setUp([() => new Response('no', { status: 500 }), () => new Response('first')])
  await expect(load()).rejects.toMatchObject({ code: 'SAML_METADATA_UNAVAILABLE', status: 502 })
  expect(await load()).toBe('first')
})
