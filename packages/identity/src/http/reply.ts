import type { ServerResponse } from 'node:http'
import type { Page } from '@launchpad-sso/sdk-node/node'

/** An answer, as data. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Each its own header. */
  readonly cookies: readonly string[]
  readonly body: string
}

/** For every answer: our pages hold people's names and one-time tokens, and belong in no frame and no cache. */
const always: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  // Not `no-referrer`: browsers would then send `Origin: null` with our own forms.
  'referrer-policy': 'strict-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** Answers with a page. */
export function showPage(page: Page, status = 200, cookies: readonly string[] = []): Reply {
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': page.contentSecurityPolicy }
  return { status, headers, cookies, body: page.html }
}

/** Sends the browser on by GET, whatever it came with. */
export function redirectTo(location: string, cookies: readonly string[] = []): Reply {
  return { status: 303, headers: { location }, cookies, body: '' }
}

/** Answers with a document that is not a page. */
export function showDocument(contentType: string, body: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status: 200, headers: { 'content-type': contentType, ...headers }, cookies: [], body }
}

/** Writes an answer out. */
export function sendReply(reply: Reply, method: string, response: ServerResponse): void {
  for (const [name, value] of Object.entries({ ...always, ...reply.headers })) response.setHeader(name, value)
  if (reply.cookies.length > 0) response.setHeader('set-cookie', [...reply.cookies])
  response.statusCode = reply.status
  response.setHeader('content-length', Buffer.byteLength(reply.body))
  response.end(method === 'HEAD' ? '' : reply.body)
}
