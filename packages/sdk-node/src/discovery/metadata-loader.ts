import { AuthError } from '../model/auth-error.ts'
import type { Connection } from '../model/connection.ts'
import type { Outside } from '../ports/outside.ts'
import type { ConnectionSource } from '../ports/connections.ts'

type Source = Extract<ConnectionSource, { kind: 'metadata-url' }>

const refreshMs = 24 * 3600 * 1000
const retryMs = 60 * 1000

interface Loaded {
  readonly connection: Connection
  /** When to ask again. What is known stays in use meanwhile, and when asking fails. */
  readonly staleAt: number
}

/**
 * Completes connections from their metadata URL: once for any number of sign-ins, again after a day in the background.
 * An IdP whose metadata is down signs people in with what was last read.
 *
 * @throws AuthError SAML_METADATA_UNAVAILABLE, SAML_METADATA_INVALID while nothing was ever read.
 */
export function createMetadataLoader(outside: (source: Source) => Outside): (source: Source) => Promise<Connection> {
  const loaded = new WeakMap<Source, Loaded>()
  const loading = new WeakMap<Source, Promise<Connection>>()

  const load = (source: Source, { fetch, now }: Outside): Promise<Connection> => {
    const running = loading.get(source)
    if (running) return running
    const started = fetchMetadata(source, fetch)
      .then((connection) => {
        loaded.set(source, { connection, staleAt: now().getTime() + refreshMs })
        return connection
      })
      .catch((error: unknown) => {
        const known = loaded.get(source)
        if (known) loaded.set(source, { ...known, staleAt: now().getTime() + retryMs })
        throw error
      })
      .finally(() => loading.delete(source))
    loading.set(source, started)
    return started
  }

  return async (source) => {
    const means = outside(source)
    const known = loaded.get(source)
    if (known === undefined) return load(source, means)
    if (means.now().getTime() >= known.staleAt) load(source, means).catch(() => undefined)
    return known.connection
  }
}

async function fetchMetadata({ metadataUrl, complete }: Source, fetch: Outside['fetch']): Promise<Connection> {
  const accept = 'application/samlmetadata+xml, application/xml, text/xml'
  const unavailable = (got: string, cause?: unknown): AuthError =>
    new AuthError('SAML_METADATA_UNAVAILABLE', `wanted the metadata from ${metadataUrl.href}, got ${got}`, { cause })
  let text: string
  try {
    const response = await fetch(metadataUrl, { headers: { accept } })
    if (!response.ok) throw unavailable(`status ${response.status}`)
    text = await response.text()
  } catch (error) {
    throw error instanceof AuthError ? error : unavailable(String(error), error)
  }
  return complete(text)
}
