import type { Answer } from '../ports/answer.ts'

/** For whoever speaks Web. */
export function toWebResponse({ status, headers, cookies, text }: Answer): Response {
  const response = new Response(text, { status, headers })
  for (const cookie of cookies) response.headers.append('set-cookie', cookie)
  return response
}
