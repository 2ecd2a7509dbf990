import type { IdentityServiceOptions } from './auth-options.ts'
import type { ConnectionSource } from '../ports/connections.ts'
import { knownIdentityService } from './known-options.ts'
import { parseConnection } from './parse-connection.ts'
import type { Surroundings } from './surroundings.ts'
import { takeKnown } from './take-known.ts'

/** The default connection is an ordinary OIDC connection that may vouch for any address. */
export function parseIdentityService(
  given: IdentityServiceOptions,
  surroundings: Surroundings,
): ConnectionSource | null {
  const { baseUrl, productName, problems } = surroundings
  const options = takeKnown(given, knownIdentityService, (text) => problems.push(`identityService ${text}`))
  const source = parseConnection(
    {
      id: 'identity',
      type: 'oidc',
      name: options.name ?? 'Launchpad',
      organization: options.organization ?? { id: 'default', name: productName },
      issuer: options.issuer,
      clientId: options.clientId ?? baseUrl.origin,
      ...(options.clientSecret === undefined ? {} : { clientSecret: options.clientSecret }),
      singleLogout: options.singleLogout ?? false,
      insecureAllowAnyDomain: true,
    },
    'identityService',
    surroundings,
  )
  if (source?.kind !== 'ready') return source
  return { kind: 'ready', connection: Object.freeze({ ...source.connection, organizationFromClaims: true }) }
}
