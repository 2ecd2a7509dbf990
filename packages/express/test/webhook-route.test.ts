import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AuthError } from '@launchpad-sso/sdk-node'
import type { WebhookMessage } from '@launchpad-sso/sdk-node/webhooks'
import express5, { type ErrorRequestHandler, type RequestHandler } from 'express'
import express4 from 'express4'
import { Webhook } from 'standardwebhooks'
import { afterEach, describe, expect, it } from 'vitest'
import { webhookRoute } from '../src/index.ts'

const secret = `whsec_${randomBytes(32).toString('base64')}`
const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

interface App {
  readonly url: string
  readonly handled: WebhookMessage[]
  readonly refused: AuthError[]
  readonly failures: unknown[]
}

interface AppOptions {
  readonly parser?: RequestHandler
  readonly fails?: boolean
  readonly key?: string
}

async function start(express: typeof express5, { parser, fails = false, key = secret }: AppOptions = {}): Promise<App> {
  const app = express()
  const [handled, refused, failures]: [WebhookMessage[], AuthError[], unknown[]] = [[], [], []]
  if (parser !== undefined) app.use(parser)
  const take = async (message: WebhookMessage): Promise<void> => {
    if (fails) throw new Error('the database is away')
    handled.push(message)
  }
  app.post('/hooks', webhookRoute(key, take, { onRefused: (error) => refused.push(error), maxBytes: 100_000 }))
  const answerFailure: ErrorRequestHandler = (error, _req, res, _next) => {
    failures.push(error)
    res.status(500).end()
  }
  app.use(answerFailure)
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => server.close().closeAllConnections())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`, handled, refused, failures }
}

/** With spaces, and members in an order, that no parser and writer would give back. */
const body = `{ "type": "user.created",  "id": "e-1", "timestamp": "${new Date().toISOString()}", "data": {"name": "S\\u00e3o"} }`

async function post(url: string, text = body, key = secret): Promise<number> {
  const at = new Date()
  const headers = {
    'content-type': 'application/json',
    'webhook-id': 'e-1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(key).sign('e-1', at, text),
  }
  return (await fetch(url, { method: 'POST', headers, body: text })).status
}

const keepRaw = (express: typeof express5): RequestHandler =>
  express.json({
    verify: (req: IncomingMessage & { rawBody?: Buffer }, _res, buffer) => {
      req.rawBody = buffer
    },
  })

describe.each([
  ['Express 5', express5],
  ['Express 4', express4],
] as const)('webhookRoute on %s', (_name, express) => {
  it.each<[string, RequestHandler | undefined]>([
    ['without a parser', undefined],
    ['behind express.json that keeps the raw body', keepRaw(express)],
    ['behind express.raw', express.raw({ type: '*/*' })],
    ['behind express.text', express.text({ type: '*/*' })],
    ['behind a parser of something else', express.urlencoded({ extended: false })],
  ])('takes what was signed, once, %s', async (_what, parser) => {
    const { url, handled } = await start(express, parser === undefined ? {} : { parser })
    expect(await post(url)).toBe(204)
    expect(await post(url)).toBe(204)
    expect(handled).toEqual([JSON.parse(body)])
  })

  it('refuses what another secret signed', async () => {
    const { url, handled, refused } = await start(express)
    expect(await post(url, body, `whsec_${randomBytes(32).toString('base64')}`)).toBe(401)
    expect([handled, refused.map(({ code }) => code)]).toEqual([[], ['WEBHOOK_SIGNATURE_INVALID']])
  })

  it('says what to do when a parser has taken the body', async () => {
    const { url, handled, refused } = await start(express, { parser: express.json() })
    expect(await post(url)).toBe(400)
    expect(handled).toEqual([])
    expect(refused[0]?.detail).toContain('express.json({ verify:')
  })

  it('refuses more than it was told to read', async () => {
    const { url, handled } = await start(express)
    expect(await post(url, `{"type":"user.created","padding":"${'x'.repeat(200_000)}"}`)).toBe(413)
    expect(handled).toEqual([])
  })

  it('gives what the handler throws to Express, and takes the message again', async () => {
    const { url, failures } = await start(express, { fails: true })
    expect([await post(url), await post(url)]).toEqual([500, 500])
    expect(failures).toHaveLength(2)
  })

  it('gives a secret that is none to Express', async () => {
    const { url, failures } = await start(express, { key: '' })
    expect(await post(url)).toBe(500)
    expect(failures).toMatchObject([{ code: 'CONFIG_INVALID' }])
  })
})
