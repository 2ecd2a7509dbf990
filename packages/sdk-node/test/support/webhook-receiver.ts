import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { WebhookMessage } from '../../src/webhooks/webhook-message.ts'

/** One request as it came. */
export interface Received {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** The body, where it is JSON. */
  readonly message: WebhookMessage | null
}

/** What a request is answered with; null: nothing, until the receiver is closed. */
export interface ReceiverAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}
export type Answering = (received: Received) => ReceiverAnswer | null | Promise<ReceiverAnswer | null>

/** A receiver of webhooks on this machine. */
export interface WebhookReceiver {
  readonly url: string
  readonly received: readonly Received[]
  /** Ids of what came, in their order. */
  readonly ids: () => readonly string[]
  readonly answerWith: (answering: Answering) => void
  readonly close: () => Promise<void>
}

/** Listens on a free port of 127.0.0.1 and takes everything until told otherwise. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = []
  let answering: Answering = () => ({ status: 204 })
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const one = await read(request)
    received.push(one)
    const answer = await answering(one)
    if (answer === null) return
    response.writeHead(answer.status, { ...answer.headers })
    response.end(answer.body)
  }
  // A sender that hangs up in the middle is none of our failures.
  const server = createServer((request, response) => void take(request, response).catch(() => response.destroy()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    ids: () => received.map(({ headers }) => headers['webhook-id'] ?? ''),
    answerWith: (next) => void (answering = next),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function read(request: IncomingMessage): Promise<Received> {
  const body = await text(request)
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
  const isJson = headers['content-type'] === 'application/json'
  return { path: request.url ?? '', headers, body, message: isJson ? (JSON.parse(body) as WebhookMessage) : null }
}
