import type { HasHeaders } from '../ports/has-headers.ts'

/** What a body says it is, in lower case and without parameters; '' when it says nothing. @see RFC 9110, section 8.3.1 */
export function mediaTypeOf({ headers }: HasHeaders): string {
  const [type = ''] = (headers.get('content-type') ?? '').split(';')
  return type.trim().toLowerCase()
}
