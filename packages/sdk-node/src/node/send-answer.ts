import type { ServerResponse } from 'node:http'
import type { Answer } from '../ports/answer.ts'

/** Writes an answer to a Node response. Every `Set-Cookie` is a header of its own, beside those already set. */
export function sendAnswer({ status, headers, cookies, text }: Answer, target: ServerResponse): void {
  target.statusCode = status
  for (const [name, value] of Object.entries(headers)) target.setHeader(name, value)
  for (const cookie of cookies) target.appendHeader('set-cookie', cookie)
  if (text === null || target.req.method === 'HEAD') target.end()
  else target.end(text)
}
