import { AuthError } from '../model/auth-error.ts'
import type { Connection } from '../model/connection.ts'
import type { Outside } from '../ports/outside.ts'
import type { StaticConnection } from './static-connections.ts'

type Source = Extract<StaticConnection, { kind: 'metadata-url' }>

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
 */
export function createMetadataLoader(
  outside: (source: Source) => Promise<Outside>,
): (source: Source) => Promise<Connection> {
  const loaded = new WeakMap<Source, Loaded>()
  const loading = new WeakMap<Source, Promise<Connection>>()

  const load = (source: Source): Promise<Connection> => {
    const running = loading.get(source)
    if (running) return running
    const started = fetchMetadata(source).finally(() => loading.delete(source))
    loading.set(source, started)
    return started
  }

  const fetchMetadata = async (source: Source): Promise<Connection> => {
    const { fetch, now } = await outside(source)
    try {
      const response = await fetch(source.metadataUrl, {
        headers: { accept: 'application/samlmetadata+xml, application/xml, text/xml' },
      })
      if (!response.ok)
        throw new AuthError(
          'SAML_METADATA_INVALID',
          `wanted 200 from ${source.metadataUrl.href}, got ${response.status}`,
        )
      const connection = source.complete(await response.text())
      loaded.set(source, { connection, staleAt: now().getTime() + refreshMs })
      return connection
    } catch (error) {
      const known = loaded.get(source)
      if (known) loaded.set(source, { ...known, staleAt: now().getTime() + retryMs })
      throw error instanceof AuthError
        ? error
        : new AuthError('SAML_METADATA_INVALID', `${source.metadataUrl.href} could not be fetched: ${String(error)}`, {
            cause: error,
          })
    }
  }

  return async (source) => {
    const known = loaded.get(source)
    if (known === undefined) return load(source)
    const { now } = await outside(source)
    if (now().getTime() >= known.staleAt) load(source).catch(() => undefined)
    return known.connection
  }
}
