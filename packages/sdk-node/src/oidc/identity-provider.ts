import * as client from 'openid-client'
import type { OidcConnection } from '../model/connection.ts'
import type { Outside } from '../ports/outside.ts'
import { createClientAuthentication } from './client-authentication.ts'
import { createRefreshed } from './create-refreshed.ts'
import { discoverIssuer } from './discover-issuer.ts'
import { createJwks, type Jwks } from './jwks.ts'
import type { ProviderMetadata } from './provider-metadata.ts'

/** What one connection knows of its identity provider, kept between logins. */
export interface IdentityProvider {
  readonly getMetadata: (outside: Outside) => Promise<ProviderMetadata>
  /** openid-client, told who we are, which clock counts and which fetch to use. */
  readonly getConfiguration: (outside: Outside) => Promise<client.Configuration>
  readonly jwks: Jwks
}

interface Prepared {
  readonly metadata: ProviderMetadata
  readonly fetch: Outside['fetch']
  readonly clockOffset: number
  readonly configuration: client.Configuration
}

export function createIdentityProvider(connection: OidcConnection): IdentityProvider {
  const { get: getMetadata } = createRefreshed((outside) => discoverIssuer(connection, outside))
  const jwks = createJwks(async (outside) => (await getMetadata(outside)).jwks_uri)
  let authentication: Promise<client.ClientAuth> | null = null
  let prepared: Prepared | null = null

  const getConfiguration = async (outside: Outside): Promise<client.Configuration> => {
    const metadata = await getMetadata(outside)
    const { fetch } = outside
    // openid-client reads the system clock; the difference makes it follow ours.
    const clockOffset = Math.round((outside.now().getTime() - Date.now()) / 1000)
    if (prepared?.metadata === metadata && prepared.fetch === fetch && prepared.clockOffset === clockOffset)
      return prepared.configuration
    authentication ??= createClientAuthentication(connection)
    const configuration = configure(connection, metadata, await authentication, fetch, clockOffset)
    prepared = { metadata, fetch, clockOffset, configuration }
    return configuration
  }
  return { getMetadata, getConfiguration, jwks }
}

function configure(
  connection: OidcConnection,
  metadata: ProviderMetadata,
  authentication: client.ClientAuth,
  fetch: Outside['fetch'],
  clockOffset: number,
): client.Configuration {
  const settings = { [client.clockSkew]: clockOffset, [client.clockTolerance]: connection.clockSkewSeconds }
  const configuration = new client.Configuration({ ...metadata }, connection.clientId, settings, authentication)
  configuration[client.customFetch] = (url, options) => fetch(url, options as RequestInit)
  // The fetch has the deadline.
  configuration.timeout = undefined
  // Metadata holds no plain http unless the developer allowed it; which addresses may be reached is up to the fetch.
  client.allowInsecureRequests(configuration)
  return configuration
}
