import { AuthError } from '../model/auth-error.ts'
import { isFreeMailDomain } from './free-mail-domains.ts'

/** The public suffix list: what a name belongs to that somebody could have registered. */
export interface PublicSuffixes {
  /** Null for a public suffix. */
  readonly get: (name: string) => string | null
}

/** Where the list is an optional package, that is loaded when the first domain is added. */
// @ts-expect-error -- its types are not exported. Bundlers must leave it alone: it need not be there.
const loadPsl = (): Promise<PublicSuffixes> => import(/* webpackIgnore: true */ /* turbopackIgnore: true */ 'psl')

/**
 * Refuses what can be nobody's own domain: public suffixes, where everybody can have a subdomain, and free-mail domains.
 *
 * @throws AuthError DOMAIN_INVALID; CONFIG_INVALID when the package is missing
 */
export async function checkOwnDomain(name: string, load: () => Promise<PublicSuffixes> = loadPsl): Promise<void> {
  const { get } = await requireSuffixes(load)
  const isSuffix = (one: string): boolean => get(one) === null
  const kind = isFreeMailDomain(name, isSuffix) ? 'free-mail domain' : isSuffix(name) ? 'public suffix' : null
  if (kind === null) return
  throw new AuthError(
    'DOMAIN_INVALID',
    `name: wanted an organization's own domain, '${name}' is a ${kind} (insecureAllowPublicDomain takes it)`,
  )
}

async function requireSuffixes(load: () => Promise<PublicSuffixes>): Promise<PublicSuffixes> {
  try {
    return await load()
  } catch (cause) {
    const { code, message } = cause as { readonly code?: unknown; readonly message?: unknown }
    const missing = code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND'
    if (!missing || !String(message).includes("'psl'")) throw cause
    throw new AuthError('CONFIG_INVALID', 'domains.add needs the package psl: npm install psl', { cause })
  }
}
