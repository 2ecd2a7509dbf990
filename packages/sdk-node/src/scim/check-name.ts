import { AuthError } from '../model/auth-error.ts'

/** What every object answers to, and no attribute is called. */
const inherited: ReadonlySet<string> = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype'])

/**
 * Names nobody knows are passed over; these are refused, wherever they stand in a path: who sends them wants something else.
 *
 * @throws AuthError SCIM_SYNTAX_INVALID
 */
export function checkName(name: string): void {
  const bad = name.split(/[.:[\]\s]/).find((part) => inherited.has(part))
  if (bad !== undefined) throw new AuthError('SCIM_SYNTAX_INVALID', `wanted names of attributes, got '${bad}'`)
}
