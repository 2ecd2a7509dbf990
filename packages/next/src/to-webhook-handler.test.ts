import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sendWebResponse, toWebRequest } from '@launchpad-sso/sdk-node/node'
import type { WebhookMessage } from '@launchpad-sso/sdk-node/webhooks'
import { Webhook } from 'standardwebhooks'
import { afterEach, expect, test } from 'vitest'
import { toWebhookHandler } from './to-webhook-handler.ts'

const secret = `whsec_${randomBytes(32).toString('base64')}`
const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A server that gives the handler what Next gives it: a Web `Request`. */
async function serve(handle: (request: Request) => Promise<Response>): Promise<string> {
  const server = createServer((request, response) => {
    handle(toWebRequest(request, new URL('http://localhost')))
      .catch(() => new Response(null, { status: 500 }))
      .then((answer) => sendWebResponse(answer, response))
      .catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => server.close().closeAllConnections())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`
}

async function post(url: string, key = secret): Promise<number> {
  const at = new Date()
  const body = JSON.stringify({ type: 'user.created', id: 'e-1', timestamp: at.toISOString() })
  const headers = {
    'webhook-id': 'e-1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(key).sign('e-1', at, body),
  }
  return (await fetch(url, { method: 'POST', headers, body })).status
}

test('takes what was signed, once, and refuses the rest', async () => {
  const handled: WebhookMessage[] = []
  const url = await serve(toWebhookHandler(secret, (message) => handled.push(message), { onRefused: () => undefined }))
  expect([await post(url), await post(url)]).toEqual([204, 204])
  expect(await post(url, `whsec_${randomBytes(32).toString('base64')}`)).toBe(401)
  expect(handled).toMatchObject([{ id: 'e-1', type: 'user.created' }])
})

test('leaves what the handler throws to Next, and takes the message again', async () => {
  let fails = true
  const url = await serve(
    toWebhookHandler(secret, () => {
      if (fails) throw new Error('the database is away')
    }),
  )
  expect(await post(url)).toBe(500)
  fails = false
  expect(await post(url)).toBe(204)
})

test('needs no secret before the first request', async () => {
  const url = await serve(toWebhookHandler('', () => undefined))
  expect(await post(url)).toBe(500)
})
