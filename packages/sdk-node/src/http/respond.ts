import { html } from '../pages/html.ts'
import type { Page } from '../pages/page.ts'
import type { Answer } from '../ports/answer.ts'

/** Nothing we answer may be kept by a cache: it is for one person, or for one sign-in. */
const noStore = {
  'cache-control': 'no-store',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const
const noCookies: readonly string[] = Object.freeze([])

/** 303: whatever the method was, the browser now GETs. What no header may hold is percent-encoded. */
export function redirect(location: string | URL, cookies: readonly string[] = noCookies): Answer {
  const encoded = String(location).replaceAll(/[^\x21-\x7e]+/g, (text) => encodeURIComponent(text))
  return { status: 303, headers: { ...noStore, location: encoded }, cookies, text: null }
}

export function json(body: unknown, status = 200, cookies: readonly string[] = noCookies): Answer {
  const headers = { ...noStore, 'content-type': 'application/json; charset=utf-8', vary: 'Cookie' }
  return { status, headers, cookies, text: JSON.stringify(body) }
}

/** An HTML page with the policy it was made for. */
export function page(content: Page, status = 200, cookies: readonly string[] = noCookies): Answer {
  const headers = {
    ...noStore,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': content.contentSecurityPolicy,
    'x-frame-options': 'DENY',
    vary: 'Cookie, Accept, Accept-Language',
  }
  return { status, headers, cookies, text: content.html }
}

/** What a program asked for that sends no cookies. @param text null: no body */
export function reply(text: string | null, status: number, headers: Answer['headers']): Answer {
  return { status, headers: { ...noStore, ...headers }, cookies: noCookies, text }
}

/**
 * A sentence for a frame that nobody looks at.
 *
 * @param ancestor the origin that may show it, or `'none'`.
 */
export function tiny(sentence: string, status: number, ancestor: string): Answer {
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
  return { status, headers, cookies: noCookies, text: content.toString() }
}

/** The same answer with these headers too. */
export function withHeaders(answer: Answer, headers: Answer['headers']): Answer {
  return { ...answer, headers: { ...answer.headers, ...headers } }
}

export function xml(text: string, contentType: string): Answer {
  return reply(text, 200, { 'content-type': contentType })
}
