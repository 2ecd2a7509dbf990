import type { OidcConnection } from '../model/connection.ts'
import type { ProviderMetadata } from './provider-metadata.ts'
import { signingAlgorithms } from './signing-algorithms.ts'
import { toPrintable } from '../model/to-printable.ts'

/** Who says it, and what it may name. */
type Issuer = Pick<OidcConnection, 'issuer' | 'insecureAllowPrivateNetwork'>

type Document = Readonly<Record<string, unknown>>

/**
 * Reads a discovery document. Its issuer must be the configured one, character by character: that is what ties every later
 * answer to the party the developer meant.
 *
 * @throws Error that says what was wanted and what came.
 * @see OpenID Connect Discovery 1.0, sections 3 and 4.3
 */
export function parseProviderMetadata(document: Document, connection: Issuer): ProviderMetadata {
  checkIssuer(document['issuer'], connection)
  const endpoint = (name: string) => toEndpoint(name, document[name], connection)
  const optional = (name: string) =>
    document[name] === undefined || document[name] === null ? {} : { [name]: endpoint(name) }
  // Nobody who can sign in is kept out because signing out does not work.
  const usable = (name: string) => {
    const url = findEndpoint(document[name], connection)
    return url === null ? {} : { [name]: url }
  }
  return Object.freeze({
    issuer: connection.issuer,
    authorization_endpoint: endpoint('authorization_endpoint'),
    token_endpoint: endpoint('token_endpoint'),
    jwks_uri: endpoint('jwks_uri'),
    ...optional('userinfo_endpoint'),
    ...optional('pushed_authorization_request_endpoint'),
    ...usable('end_session_endpoint'),
    ...algorithms(document['id_token_signing_alg_values_supported']),
    require_pushed_authorization_requests: document['require_pushed_authorization_requests'] === true,
    authorization_response_iss_parameter_supported: document['authorization_response_iss_parameter_supported'] === true,
  })
}

function checkIssuer(issuer: unknown, connection: Issuer): void {
  if (issuer === connection.issuer) return
  // Entra's common endpoints. Any tenant could sign in there, and a tenant writes any address it likes into `email`.
  const hint =
    typeof issuer === 'string' && issuer.includes('{tenantid}') ? '; configure the issuer with your own tenant id' : ''
  throw new Error(`wanted issuer '${connection.issuer}', got '${toPrintable(issuer)}'${hint}`)
}

function toEndpoint(name: string, value: unknown, connection: Issuer): string {
  const url = findEndpoint(value, connection)
  if (url !== null) return url
  const wanted = mayBePlain(connection) ? 'a' : 'an https'
  throw new Error(`wanted ${wanted} URL as ${name}, got '${toPrintable(value)}'`)
}

function findEndpoint(value: unknown, connection: Issuer): string | null {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : null
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && mayBePlain(connection)) ? url.href : null
}

/** Https, unless the developer's own issuer is plain http or he allowed it. What may be contacted is the fetch's decision. */
function mayBePlain(connection: Issuer): boolean {
  return connection.insecureAllowPrivateNetwork || connection.issuer.startsWith('http:')
}

/** The list is required, yet some leave it out; then it is RS256, which everyone must offer. */
function algorithms(value: unknown): Pick<ProviderMetadata, 'id_token_signing_alg_values_supported'> {
  if (!Array.isArray(value)) return {}
  const usable = value.filter((name): name is string => signingAlgorithms.has(name))
  if (usable.length > 0) return { id_token_signing_alg_values_supported: usable }
  throw new Error(
    `wanted one of ${[...signingAlgorithms.keys()].join(', ')} for ID tokens, got [${toPrintable(value.join(', '))}]`,
  )
}
