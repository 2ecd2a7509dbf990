import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Writes a Web `Response` to a Node response. Every `Set-Cookie` is a header of its own, beside those already set. */
export async function sendWebResponse(response: Response, target: ServerResponse): Promise<void> {
  target.statusCode = response.status
  for (const [name, value] of response.headers) if (name !== 'set-cookie') target.setHeader(name, value)
  for (const cookie of response.headers.getSetCookie()) target.appendHeader('set-cookie', cookie)
  if (response.body === null || target.req.method === 'HEAD') {
    target.end()
    return
  }
  await pipeline(Readable.fromWeb(response.body as import('node:stream/web').ReadableStream), target)
}
