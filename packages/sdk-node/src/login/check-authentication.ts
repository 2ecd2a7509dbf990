import { isStrongEnough, type AuthenticationRule } from '../model/authentication-policy.ts'
import { AuthError } from '../model/auth-error.ts'
import type { Identity } from '../model/identity.ts'

type Said = Pick<Identity, 'authenticatedAt' | 'authenticationContext' | 'authenticationMethods'>

/**
 * The identity provider must have checked the person recently enough, and in a way that is enough. Asking is not enough: it may
 * answer from an old session, and one that says nothing has proven nothing.
 *
 * @param earliest when the person has to have been checked at the earliest; null: whenever it was.
 * @throws AuthError LOGIN_TOO_OLD, LOGIN_CONTEXT_INSUFFICIENT
 * @see saml-core-2.0-os, section 2.7.2; OpenID Connect Core 1.0, section 2
 */
export function checkAuthentication(said: Said, rule: AuthenticationRule, earliest: Date | null): void {
  const { authenticatedAt, authenticationContext, authenticationMethods } = said
  if (earliest !== null && (authenticatedAt === null || authenticatedAt < earliest))
    throw new AuthError(
      'LOGIN_TOO_OLD',
      `auth_time or AuthnInstant: wanted one after ${earliest.toISOString()}, got ${authenticatedAt?.toISOString() ?? 'none'}`,
    )
  if (isStrongEnough(said, rule)) return
  const wanted = [
    ...(rule.contexts.length === 0 ? [] : [`acr or AuthnContextClassRef one of ${show(rule.contexts)}`]),
    ...(rule.methods.length === 0 ? [] : [`amr with one of ${show(rule.methods)}`]),
  ]
  const got = `acr ${authenticationContext === null ? 'none' : show([authenticationContext])}, amr ${show(authenticationMethods)}`
  throw new AuthError('LOGIN_CONTEXT_INSUFFICIENT', `wanted ${wanted.join(', or ')}; got ${got}`)
}

/** What identity providers sent is in there: short, and on one line. */
function show(values: readonly string[]): string {
  return JSON.stringify(values.slice(0, 20).map((value) => value.slice(0, 200)))
}
