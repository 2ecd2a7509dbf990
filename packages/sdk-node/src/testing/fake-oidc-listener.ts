import type { IncomingMessage, RequestListener } from 'node:http'
import type { FakeOidcProvider } from './fake-oidc-provider.ts'

/**
 * The fake provider for `http.createServer`. The issuer must be the server's own origin, so listen first.
 *
 * @param getProvider answers the provider, which is made once the port is known.
 */
export function createFakeOidcListener(getProvider: () => Pick<FakeOidcProvider, 'handle'>): RequestListener {
  return (incoming, outgoing) => {
    const respond = async (): Promise<void> => {
      const response = await getProvider().handle(await toRequest(incoming))
      outgoing.writeHead(response.status, Object.fromEntries(response.headers))
      outgoing.end(Buffer.from(await response.arrayBuffer()))
    }
    respond().catch((error: unknown) => outgoing.writeHead(500, { 'content-type': 'text/plain' }).end(String(error)))
  }
}

async function toRequest(incoming: IncomingMessage): Promise<Request> {
  const { method = 'GET', url = '/', headers } = incoming
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as [string, string]] : [],
  )
  const body = method === 'GET' || method === 'HEAD' ? null : Buffer.concat(chunks)
  return new Request(new URL(url, `http://${headers.host ?? 'localhost'}`), { method, headers: pairs, body })
}
