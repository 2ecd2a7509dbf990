import type { Configuration, KoaContextWithOIDC, SigningAlgorithm } from 'oidc-provider'
import type * as library from 'oidc-provider'
import { mayEnter } from '../applications/applications.ts'
import { toCookieName } from '../http/cookies.ts'
import { deriveKey } from '../keys/derive-key.ts'
import { createPolicy } from './create-policy.ts'
import { grantEverything } from './grant-everything.ts'
import type { MemoryAdapter } from './memory-adapter.ts'
import type { OidcProviderOptions } from './oidc-provider-options.ts'
import { claimsByScope, toClaims } from './to-claims.ts'
import { toClientMetadata } from './to-client-metadata.ts'

const fourteenDays = 14 * 24 * 3600

/** Everything oidc-provider is told. What it would otherwise warn about as a development default is set here. */
export function toProviderConfiguration(
  options: OidcProviderOptions,
  oidcLibrary: typeof library,
  createAdapter: () => MemoryAdapter,
): Configuration {
  const { accounts, applications, issuer, keys, secrets, sessionSeconds } = options
  const cookieNames = ['session', 'interaction', 'resume'] as const
  return {
    adapter: createAdapter,
    clients: applications.all.flatMap((one) =>
      one.type === 'oidc' ? [toClientMetadata(one, toAlgorithm(keys.keys[0]))] : [],
    ),
    jwks: { keys: keys.keys.map((key) => ({ ...key })) },
    cookies: {
      keys: secrets.map((secret) => deriveKey(secret, 'oidc cookies').toString('base64url')),
      names: Object.fromEntries(cookieNames.map((name) => [name, toOidcCookieName(name, issuer)])),
    },
    routes: {
      authorization: '/oidc/authorize',
      token: '/oidc/token',
      userinfo: '/oidc/userinfo',
      jwks: '/oidc/jwks',
      pushed_authorization_request: '/oidc/par',
      revocation: '/oidc/revoke',
      end_session: '/oidc/logout',
    },
    scopes: ['openid', 'offline_access'],
    claims: { ...claimsByScope },
    // The claims of the scopes stand in the ID token itself: an application needs no request more.
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
    pkce: { required: () => true },
    features: toFeatures(options),
    interactions: {
      policy: createPolicy(oidcLibrary, (context) => mayEnterClient(context, options)),
      url: (_context, interaction) => `/interaction/${interaction.uid}`,
    },
    loadExistingGrant: grantEverything,
    findAccount: (_context, id) => {
      const account = accounts.find(id)
      return account === null ? undefined : { accountId: id, claims: () => toClaims(account) }
    },
    clientBasedCORS: (_context, origin, client) =>
      client.tokenEndpointAuthMethod === 'none' && (client.redirectUris ?? []).some((uri) => toOrigin(uri) === origin),
    // It only asks addresses that the operator wrote down, so any will do, a container's next door too: not by its dispatcher, which refuses those.
    fetch: (input, init) => {
      const { dispatcher: _, ...wanted } = { ...init } as RequestInit & { readonly dispatcher?: unknown }
      return globalThis.fetch(input, wanted)
    },
    renderError: (context, _out, error) => {
      const page = options.renderError(context.req, error)
      context.set('content-security-policy', page.contentSecurityPolicy)
      context.type = 'html'
      context.body = page.html
    },
    ttl: {
      AccessToken: 3600,
      AuthorizationCode: 60,
      IdToken: 3600,
      Interaction: 900,
      RefreshToken: fourteenDays,
      Grant: Math.max(fourteenDays, sessionSeconds),
      Session: sessionSeconds,
    },
  }
}

function toFeatures({ renderSignOut, renderSignedOut, issuer }: OidcProviderOptions): Configuration['features'] {
  return {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    resourceIndicators: { enabled: false },
    revocation: { enabled: true },
    pushedAuthorizationRequests: { enabled: true },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (context) => {
        const { secret } = context.oidc.session?.state ?? {}
        const token = typeof secret === 'string' ? secret : ''
        const page = renderSignOut(context.req, { action: `${issuer.origin}/oidc/logout/confirm`, token })
        context.set('content-security-policy', page.contentSecurityPolicy)
        context.type = 'html'
        context.body = page.html
      },
      postLogoutSuccessSource: (context) => {
        const page = renderSignedOut(context.req)
        context.set('content-security-policy', page.contentSecurityPolicy)
        context.type = 'html'
        context.body = page.html
      },
    },
  }
}

function mayEnterClient({ oidc }: KoaContextWithOIDC, { accounts, applications }: OidcProviderOptions): boolean {
  const account = accounts.find(oidc.session?.accountId ?? '')
  const application = applications.findByClientId(oidc.client?.clientId ?? '')
  return account !== null && application !== null && mayEnter(account, application)
}

/** oidc-provider gives two of its cookies a path, which `__Host-` forbids. */
function toOidcCookieName(name: string, issuer: URL): string {
  const full = toCookieName(`oidc-${name}`, issuer)
  return name === 'session' ? full : full.replace('__Host-', '__Secure-')
}

/** @see RFC 7518, section 3.1 */
function toAlgorithm(key: Readonly<{ alg?: unknown; kty?: unknown }> | undefined): SigningAlgorithm {
  if (typeof key?.alg === 'string') return key.alg as SigningAlgorithm
  return key?.kty === 'EC' ? 'ES256' : 'RS256'
}

function toOrigin(uri: string): string | null {
  return URL.canParse(uri) ? new URL(uri).origin : null
}
