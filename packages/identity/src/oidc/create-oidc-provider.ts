import type { IncomingMessage, ServerResponse } from 'node:http'
import type Provider from 'oidc-provider'
import type { Interaction, KoaContextWithOIDC } from 'oidc-provider'
import { IdentityError } from '../identity-error.ts'
import type { IdpSession } from '../sessions/idp-session.ts'
import { loadOidcProvider } from './load-oidc-provider.ts'
import { createMemoryAdapter, type MemoryAdapter } from './memory-adapter.ts'
import { mirrorSession } from './mirror-session.ts'
import type { OidcInteraction } from './oidc-interaction.ts'
import type { OidcProviderOptions } from './oidc-provider-options.ts'
import { tellApplications } from './tell-applications.ts'
import { toProviderConfiguration } from './provider-configuration.ts'

/** The OpenID provider. */
export interface OidcProvider {
  /** Answers the requests of its own routes. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  /** @throws IdentityError SIGN_IN_EXPIRED */
  readonly getInteraction: (request: IncomingMessage, response: ServerResponse) => Promise<OidcInteraction>
  /** @returns where the browser goes on. */
  readonly finishInteraction: (
    request: IncomingMessage,
    response: ServerResponse,
    session: IdpSession,
  ) => Promise<string>
  /**
   * Ends what oidc-provider remembers of the browser: the tokens that live as long as the session die with it. The applications that were
   * entered are told, those that want to be. To be called while our own session lives: whose it is says who has to be named to them.
   */
  readonly forget: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  /** Forgets codes, tokens and grants of a person: no application gets anything more for them. */
  readonly forgetAccount: (accountId: string) => void
}

/** @throws IdentityError CONFIG_INVALID when an application is no valid client. */
export async function createOidcProvider(options: OidcProviderOptions): Promise<OidcProvider> {
  const oidcLibrary = await loadOidcProvider()
  const adapters: MemoryAdapter[] = []
  const createAdapter = (): MemoryAdapter => {
    const adapter = createMemoryAdapter(options.now)
    adapters.push(adapter)
    return adapter
  }
  const configuration = toProviderConfiguration(options, oidcLibrary, createAdapter)
  const provider = new oidcLibrary.Provider(options.issuer.origin, configuration)
  // Behind a proxy or not, `handle` tells koa the scheme and the host: those of the issuer.
  provider.proxy = true
  mirrorSession(provider, options.findSession)
  provider.use(async (context, next) => {
    for (const [name, value] of Object.entries(headers)) context.set(name, value)
    await next()
    await endSessionWith(context as KoaContextWithOIDC, options)
  })
  listen(provider, options)
  await checkClients(provider, options)
  const callback = provider.callback()
  return {
    handle: async (request, response) => {
      toIssuerOrigin(request, options.issuer)
      await callback(request, response)
    },
    getInteraction: async (request, response) => toInteraction(await getDetails(provider, request, response)),
    finishInteraction: async (request, response, session) => {
      const ts = Math.floor(session.authenticatedAt / 1000)
      const login = { accountId: session.accountId, ts, amr: ['pwd'] }
      return provider.interactionResult(request, response, { login, select_account: {} })
    },
    forget: async (request, response) => {
      const session = await provider.Session.get(provider.createContext(request, response))
      await tellApplications(session, provider, options)
      await session.destroy()
    },
    forgetAccount: (accountId) => {
      for (const adapter of adapters) adapter.forgetAccount(accountId)
    },
  }
}

/** oidc-provider adds the hashes of its own scripts to the policy. */
const headers: Readonly<Record<string, string>> = {
  'content-security-policy': `default-src 'none'; script-src; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'strict-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** No header of the request decides what our own addresses look like. */
function toIssuerOrigin({ headers: sent }: IncomingMessage, issuer: URL): void {
  Object.assign(sent, {
    host: issuer.host,
    'x-forwarded-host': issuer.host,
    'x-forwarded-proto': issuer.protocol.slice(0, -1),
  })
}

/** A sign-out that an application asked for, and the person confirmed, ends our session too. */
async function endSessionWith(context: KoaContextWithOIDC, options: OidcProviderOptions): Promise<void> {
  const isConfirmed = context.path === '/oidc/logout/confirm' && context.oidc.params?.['logout'] !== undefined
  if (isConfirmed && context.status === 303) context.append('set-cookie', await options.endSession(context.req))
}

/** What an application is told as a matter of course. */
const ordinary: ReadonlySet<string> = new Set(['login_required', 'interaction_required', 'consent_required'])

function listen(provider: Provider, { applications, onError, onEntered, onTold }: OidcProviderOptions): void {
  const report = ({ req }: { readonly req: IncomingMessage }, error: Error & { readonly error?: string }): void => {
    if (!ordinary.has(error.error ?? '')) onError(req, error)
  }
  provider.on('authorization.error', report)
  provider.on('pushed_authorization_request.error', report)
  provider.on('grant.error', report)
  provider.on('userinfo.error', report)
  provider.on('revocation.error', report)
  provider.on('end_session.error', report)
  provider.on('end_session_confirm.error', report)
  provider.on('server_error', report)
  provider.on('backchannel.success', (_context, { clientId }) => onTold(clientId, null))
  provider.on('backchannel.error', (_context, error, { clientId }) => onTold(clientId, error))
  provider.on('authorization.success', ({ oidc }) => {
    const application = applications.findByClientId(oidc.client?.clientId ?? '')
    if (application !== null && oidc.account !== undefined) onEntered(oidc.account.accountId, application.id)
  })
}

/** oidc-provider reads a client when it is used first; what is wrong with it is better known at start. */
async function checkClients(provider: Provider, { applications }: OidcProviderOptions): Promise<void> {
  const problems: string[] = []
  for (const application of applications.all) {
    if (application.type !== 'oidc') continue
    try {
      await provider.Client.find(application.clientId)
    } catch (error) {
      const { error_description: why } = error as { readonly error_description?: string }
      problems.push(`application '${application.id}': ${why ?? String(error)}`)
    }
  }
  if (problems.length > 0) throw new IdentityError('CONFIG_INVALID', problems.join('; '))
}

async function getDetails(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Interaction> {
  try {
    return await provider.interactionDetails(request, response)
  } catch (cause) {
    throw new IdentityError(
      'SIGN_IN_EXPIRED',
      `interaction: wanted a pending one of this browser, got ${String(cause)}`,
      { cause },
    )
  }
}

function toInteraction({ uid, prompt, params }: Interaction): OidcInteraction {
  const loginHint = params['login_hint']
  return {
    id: uid,
    clientId: String(params['client_id']),
    forced: prompt.reasons.some((reason) => reason !== 'no_session'),
    loginHint: typeof loginHint === 'string' ? loginHint : null,
  }
}
