import { memoryStore } from '@launchpad-sso/sdk-node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { error, user } from './sequences/urns.ts'
import { sendByHand, startServer, type SocketAnswer, type TestServer } from './support/start-server.ts'
import { startStage, type Stage } from './support/start-stage.ts'
import { takeSnapshot } from './support/take-snapshot.ts'

const mebibyte = 1024 * 1024

let stage: Stage
let server: TestServer
let headers: Readonly<Record<string, string>>
beforeAll(async () => {
  stage = await startStage(memoryStore())
  const { token } = await stage.addProvisioner('acme')
  server = await startServer(stage.auth)
  headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' }
})
afterAll(() => server.close())

const path = '/auth/scim/v2/Users'
const get = (): Promise<SocketAnswer> =>
  sendByHand(server, { method: 'GET', path, headers }, (outgoing) => outgoing.end())

describe('a body of ten megabytes', () => {
  test('is refused by its length, before it is sent', async () => {
    const before = await takeSnapshot(stage, 'acme')
    const whole = { ...headers, 'content-length': String(10 * mebibyte) }
    const answer = await sendByHand(server, { method: 'POST', path, headers: whole }, (outgoing) =>
      outgoing.flushHeaders(),
    )
    expect(answer.status).toBe(413)
    expect(JSON.parse(answer.text)).toMatchObject({ schemas: [error], status: '413' })
    expect(await takeSnapshot(stage, 'acme')).toEqual(before)
  })

  test('is refused in the middle where no length is said', async () => {
    const chunked = { ...headers, 'transfer-encoding': 'chunked' }
    const answer = await sendByHand(server, { method: 'POST', path, headers: chunked }, (outgoing) => {
      outgoing.write(`{"schemas":["${user}"],"userName":"`)
      // Two of the ten: the rest is never sent.
      outgoing.write('a'.repeat(2 * mebibyte))
    })
    expect(answer.status).toBe(413)
    expect((await get()).status).toBe(200)
  })

  test('is refused without a token before anybody reads it', async () => {
    const nobody = { 'content-type': 'application/scim+json', 'content-length': String(10 * mebibyte) }
    const answer = await sendByHand(server, { method: 'POST', path, headers: nobody }, (outgoing) =>
      outgoing.flushHeaders(),
    )
    expect([401, 413]).toContain(answer.status)
  })
})

describe('a body that comes slowly', () => {
  test('keeps nobody else waiting', async () => {
    let finish = (): void => {}
    const slow = sendByHand(
      server,
      { method: 'POST', path, headers: { ...headers, 'transfer-encoding': 'chunked' } },
      (outgoing) => {
        outgoing.write('{"schemas":')
        finish = () => outgoing.end(`["${user}"],"userName":"ana@acme.test"}`)
      },
    )
    expect((await get()).status).toBe(200)
    expect((await get()).status).toBe(200)
    finish()
    expect((await slow).status).toBe(201)
  })

  test('and never ends writes nothing', async () => {
    const before = await takeSnapshot(stage, 'acme')
    const cut = sendByHand(
      server,
      { method: 'POST', path, headers: { ...headers, 'content-length': '1000' } },
      (outgoing) => {
        outgoing.write(`{"schemas":["${user}"],"userName":"eva@acme.test"}`, () => outgoing.destroy())
      },
    )
    await expect(cut).rejects.toThrow()
    expect((await get()).status).toBe(200)
    expect(await takeSnapshot(stage, 'acme')).toEqual(before)
  })
})
