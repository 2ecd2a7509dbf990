import type { interactionPolicy, KoaContextWithOIDC } from 'oidc-provider'
import type * as library from 'oidc-provider'

/**
 * When an authorization request needs the person. Signing in as oidc-provider does it; consent never, because whoever
 * registered the application decided; choosing an account is signing in again; and last, the person must be allowed to
 * enter.
 *
 * @param mayEnter about the signed-in account and the client of the request.
 */
export function createPolicy(
  { errors, interactionPolicy: { base, Check, Prompt } }: typeof library,
  mayEnter: (context: KoaContextWithOIDC) => boolean,
): interactionPolicy.DefaultPolicy {
  const policy = base()
  policy.get('consent')?.checks.clear()
  const assigned = new Check('application_not_assigned', 'the account may not enter this application', (context) => {
    if (!mayEnter(context)) throw new errors.AccessDenied('the account may not enter this application')
    return false
  })
  policy.add(new Prompt({ name: 'select_account', requestable: true }))
  policy.add(new Prompt({ name: 'assignment' }, assigned))
  return policy
}
