import { html } from '../pages/html.ts'
import type { Page } from '../pages/page.ts'

/** Nothing we answer may be kept by a cache: it is for one person, or for one sign-in. */
const noStore = {
  'cache-control': 'no-store',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const

/** 303: whatever the method was, the browser now GETs. */
export function redirect(location: string | URL, cookies: readonly string[] = []): Response {
  return withCookies(new Response(null, { status: 303, headers: { ...noStore, location: String(location) } }), cookies)
}

export function json(body: unknown, status = 200, cookies: readonly string[] = []): Response {
  const headers = { ...noStore, 'content-type': 'application/json; charset=utf-8', vary: 'Cookie' }
  return withCookies(new Response(JSON.stringify(body), { status, headers }), cookies)
}

/** An HTML page with the policy it was made for. */
export function page(content: Page, status = 200, cookies: readonly string[] = []): Response {
  const headers = {
    ...noStore,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': content.contentSecurityPolicy,
    'x-frame-options': 'DENY',
    vary: 'Cookie, Accept, Accept-Language',
  }
  return withCookies(new Response(content.html, { status, headers }), cookies)
}

/** What a program asked for that sends no cookies. @param text null: no body */
export function reply(text: string | null, status: number, headers: Readonly<Record<string, string>>): Response {
  return new Response(text, { status, headers: { ...noStore, ...headers } })
}

/**
 * A sentence for a frame that nobody looks at.
 *
 * @param ancestor the origin that may show it, or `'none'`.
 */
export function tiny(sentence: string, status: number, ancestor: string): Response {
  const headers = {
    ...noStore,
    'cache-control': 'no-cache, no-store',
    pragma: 'no-cache',
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; frame-ancestors ${ancestor}`,
  }
  const content = html`<!doctype html>
    <html lang="en">
      <title>Sign-out</title>
      <p>${sentence}</p>
    </html>`
  return new Response(content.toString(), { status, headers })
}

export function xml(text: string, contentType: string): Response {
  return new Response(text, { headers: { ...noStore, 'content-type': contentType } })
}

/** Each cookie in a header of its own: a comma is legal inside one. */
function withCookies(response: Response, cookies: readonly string[]): Response {
  for (const cookie of cookies) response.headers.append('set-cookie', cookie)
  return response
}
