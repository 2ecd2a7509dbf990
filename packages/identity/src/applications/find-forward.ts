import type { Application } from './application.ts'
import { listOrigins } from './list-origins.ts'

const maxLength = 2048

/**
 * An address to go on to after a sign-out: of the origin of an application that is registered here; null for any other. Compared letter by
 * letter before anything is parsed: no user name, no other port, no other way to write the host.
 */
export function findForward(text: string | null, applications: readonly Application[]): string | null {
  if (text === null || text.length > maxLength || /[\s\\\p{Cc}\p{Cf}]/u.test(text) || !URL.canParse(text)) return null
  const origin = applications.flatMap(listOrigins).find((one) => isBelow(text, one))
  const url = new URL(text)
  const isSame = url.origin === origin && url.username === '' && url.password === ''
  return isSame ? url.href : null
}

function isBelow(text: string, origin: string): boolean {
  return text.startsWith(origin) && ['', '/', '?', '#'].includes(text.charAt(origin.length))
}
