import type { Config } from '../config/config.ts'
import type { Connection } from '../model/connection.ts'

/** How far into the network a fetch may go. */
export interface Reach {
  /** The developer wrote this URL down; whatever else the IdP's documents name has to be public. */
  readonly trusted: URL | null
  /** Written down beside it: where its security events come from. */
  readonly alsoTrusted?: readonly URL[]
  readonly insecureAllowPrivateNetwork?: boolean
}

/**
 * SAML travels through the browser: its logins ask nobody; its security events do.
 *
 * @param isWritten it stands in the options. The issuer of any other was chosen by an organization's administrator, who has no
 * say about our network.
 */
export function reachOf(connection: Connection, isWritten: boolean): Reach {
  const alsoTrusted = isWritten ? listSignalUrls(connection) : []
  if (connection.type === 'saml') return { trusted: null, alsoTrusted }
  const { issuer, insecureAllowPrivateNetwork } = connection
  return { trusted: isWritten ? new URL(issuer) : null, alsoTrusted, insecureAllowPrivateNetwork }
}

function listSignalUrls({ signals }: Connection): readonly URL[] {
  const { issuer, jwksUri, pollUrl } = signals ?? { issuer: null, jwksUri: null, pollUrl: null }
  return [issuer, jwksUri, pollUrl].filter((url) => url !== null).map((url) => new URL(url))
}

/** One guarded fetch per connection, loaded with its first request; the app's own one when it gave one. */
export function createFetchChooser({
  fetch,
}: Pick<Config, 'fetch'>): (key: object, reach: Reach) => typeof globalThis.fetch {
  const made = new WeakMap<object, typeof globalThis.fetch>()
  return (key, reach) => {
    if (fetch !== null) return fetch
    const known = made.get(key) ?? loadOnce(reach)
    made.set(key, known)
    return known
  }
}

function loadOnce({ trusted, alsoTrusted = [], insecureAllowPrivateNetwork = false }: Reach): typeof globalThis.fetch {
  const load = async (): Promise<typeof globalThis.fetch> => {
    const { createGuardedFetch } = await import('../node/guarded-fetch.ts')
    const trustedOrigins = [...(trusted === null ? [] : [trusted]), ...alsoTrusted].map(({ origin }) => origin)
    return createGuardedFetch({ trustedOrigins, insecureAllowPrivateNetwork })
  }
  let loaded: Promise<typeof globalThis.fetch> | null = null
  return async (input, init) => (await (loaded ??= load()))(input, init)
}
