import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { verifyWebhook, type WebhookMessage } from '@launchpad-sso/sdk-node/webhooks'

/** Receives webhooks and remembers each. */
export interface Receiver {
  readonly url: string
  /** In the order they came; one that came twice is there twice. */
  readonly messages: readonly WebhookMessage[]
  /** Why a request was not believed. */
  readonly refused: readonly string[]
  /** With this they are verified from now on. */
  readonly expect: (secret: string) => void
  readonly close: () => Promise<void>
}

export async function startReceiver(): Promise<Receiver> {
  const messages: WebhookMessage[] = []
  const refused: string[] = []
  let secret = ''
  const server = createServer((incoming, outgoing) => {
    void text(incoming).then(
      async (body) => {
        const request = new Request('http://127.0.0.1/', {
          method: 'POST',
          headers: incoming.headers as Record<string, string>,
          body,
        })
        try {
          messages.push(await verifyWebhook(request, secret))
          outgoing.writeHead(204).end()
        } catch (error) {
          refused.push(String(error))
          outgoing.writeHead(400).end()
        }
      },
      () => outgoing.destroy(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    messages,
    refused,
    expect: (value) => {
      secret = value
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
