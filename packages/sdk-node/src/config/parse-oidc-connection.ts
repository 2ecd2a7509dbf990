import { createPrivateKey } from 'node:crypto'
import type { ClientAuthentication, OidcConnection } from '../model/connection.ts'
import type { OidcConnectionOptions } from './auth-options.ts'
import type { ConnectionSource } from '../ports/connections.ts'
import { isLoopback } from './loopback.ts'
import type { ConnectionCommon } from './connection-common.ts'
import { knownClientAuthentication } from './known-options.ts'
import { presets } from './presets.ts'
import { takeKnown } from './take-known.ts'
import { toUrl } from './to-url.ts'

/**
 * @param httpRule says in a problem when the issuer may be http.
 * @param problem takes what is wrong.
 */
export function parseOidcConnection(
  options: OidcConnectionOptions,
  common: ConnectionCommon,
  httpRule: string,
  problem: (text: string) => void,
): ConnectionSource {
  const insecureAllowPrivateNetwork = options.insecureAllowPrivateNetwork ?? false
  checkIssuer(options.issuer, insecureAllowPrivateNetwork, httpRule, problem)
  if (!options.clientId) problem('needs clientId')
  const scopes = options.scopes ?? ['openid', 'email', 'profile']
  if (!scopes.includes('openid')) problem(`scopes must include 'openid', are [${scopes.join(' ')}]`)
  const connection: OidcConnection = {
    ...common,
    type: 'oidc',
    issuer: options.issuer,
    clientId: options.clientId,
    clientAuthentication: parseClientAuthentication(options, problem),
    scopes,
    authorizationParameters: { ...presets[common.preset].authorizationParameters, ...options.authorizationParameters },
    par: options.par ?? 'auto',
    prompt: options.prompt ?? null,
    clockSkewSeconds: options.clockSkewSeconds ?? 60,
    insecureAllowPrivateNetwork,
  }
  return { kind: 'ready', connection: Object.freeze(connection) }
}

function checkIssuer(
  issuer: string | undefined,
  insecureAllowHttp: boolean,
  httpRule: string,
  problem: (text: string) => void,
): void {
  const url = typeof issuer === 'string' ? toUrl(issuer) : null
  if (issuer === undefined) problem('needs issuer')
  else if (url === null) problem(`issuer must be a URL, is '${String(issuer)}'`)
  else if (url.protocol !== 'https:' && !(url.protocol === 'http:' && (insecureAllowHttp || isLoopback(url.hostname))))
    problem(`issuer must be https (${httpRule}), is '${issuer}'`)
  else if (url.search !== '' || url.hash !== '') problem(`issuer must have no query and no fragment, is '${issuer}'`)
}

function parseClientAuthentication(
  options: OidcConnectionOptions,
  problem: (text: string) => void,
): ClientAuthentication {
  const whole = options.clientAuthentication
  const given = whole && takeKnown(whole, knownClientAuthentication, (text) => problem(`clientAuthentication ${text}`))
  if (given && options.clientSecret !== undefined) problem('has clientSecret and clientAuthentication; give one')
  if (given === undefined) {
    return options.clientSecret === undefined
      ? { method: 'none' }
      : { method: 'client_secret_basic', clientSecret: options.clientSecret }
  }
  if (given.method === undefined) problem('clientAuthentication needs method')
  if ((given.method === 'client_secret_basic' || given.method === 'client_secret_post') && !given.clientSecret)
    problem(`clientAuthentication ${given.method} needs clientSecret`)
  if (given.method === 'private_key_jwt' && !isPrivateKey(given.privateKey))
    problem('clientAuthentication private_key_jwt needs privateKey, PEM')
  return given
}

function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).type === 'private'
  } catch {
    return false
  }
}
