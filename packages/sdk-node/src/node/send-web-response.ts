import type { ServerResponse } from 'node:http'

/**
 * Writes a Web `Response` to a Node response. Every `Set-Cookie` is a header of its own, beside those already set.
 *
 * The body is read whole first: ours are in memory anyway, and Node's bridge between the two kinds of stream costs more than the request.
 */
export async function sendWebResponse(response: Response, target: ServerResponse): Promise<void> {
  target.statusCode = response.status
  for (const [name, value] of response.headers) if (name !== 'set-cookie') target.setHeader(name, value)
  for (const cookie of response.headers.getSetCookie()) target.appendHeader('set-cookie', cookie)
  if (response.body === null || target.req.method === 'HEAD') target.end()
  else target.end(Buffer.from(await response.arrayBuffer()))
}
