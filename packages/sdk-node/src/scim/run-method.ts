import { AuthError } from '../model/auth-error.ts'
import { toScimError } from './scim-error.ts'
import type { ScimReply } from './scim-request.ts'

/** What an address answers, by method. */
export type Methods = Readonly<Partial<Record<'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', () => Promise<ScimReply>>>>

/** Answers as the method says, or what methods there are. @see RFC 9110, section 15.5.6 */
export async function runMethod(method: string, methods: Methods): Promise<ScimReply> {
  const names = Object.keys(methods)
  const run = Object.hasOwn(methods, method) ? methods[method as keyof Methods] : undefined
  if (run !== undefined) return run()
  const error = new AuthError(
    'METHOD_NOT_ALLOWED',
    `wanted ${names.join(', ') || 'no method'}, got ${method.slice(0, 20)}`,
  )
  const allow = names.includes('GET') ? ['GET', 'HEAD', ...names.slice(1)] : names
  const reply = toScimError(error)
  return { ...reply, headers: { ...reply.headers, allow: allow.join(', ') } }
}
