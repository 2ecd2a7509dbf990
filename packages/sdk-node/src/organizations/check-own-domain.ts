import { AuthError } from '../model/auth-error.ts'
import { isFreeMailDomain } from './free-mail-domains.ts'

/** The public suffix list: what a name belongs to that somebody could have registered. */
interface PublicSuffixes {
  /** Null for a public suffix. */
  readonly get: (name: string) => string | null
}

/** 0.8 MB of rules, loaded when the first domain is added. */
// @ts-expect-error -- its types are not exported
const loadSuffixes = (): Promise<PublicSuffixes> => import('psl')

/**
 * Refuses what can be nobody's own domain: public suffixes, where everybody can have a subdomain, and free-mail domains.
 *
 * @throws AuthError DOMAIN_INVALID
 */
export async function checkOwnDomain(name: string): Promise<void> {
  const { get } = await loadSuffixes()
  const isSuffix = (one: string): boolean => get(one) === null
  const kind = isFreeMailDomain(name, isSuffix) ? 'free-mail domain' : isSuffix(name) ? 'public suffix' : null
  if (kind === null) return
  throw new AuthError(
    'DOMAIN_INVALID',
    `name: wanted an organization's own domain, '${name}' is a ${kind} (insecureAllowPublicDomain takes it)`,
  )
}
