import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'

/** A request with exactly these headers: `fetch` would write `sec-fetch-mode` over. Follows no redirect. */
export async function send(
  url: URL,
  method: string,
  headers: Readonly<Record<string, string>>,
  body = '',
): Promise<Response> {
  const sent = request(url, { method, headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) } })
  sent.end(body)
  const [message] = (await once(sent, 'response')) as [IncomingMessage]
  const answered = new Headers()
  for (const [name, values = []] of Object.entries(message.headersDistinct))
    for (const value of values) answered.append(name, value)
  const chunks: Buffer[] = []
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk)
  return new Response(chunks.length === 0 ? null : Buffer.concat(chunks), {
    status: message.statusCode ?? 0,
    headers: answered,
  })
}
