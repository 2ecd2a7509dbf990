import type { FakeOidcProvider } from './fake-oidc-provider.ts'

/** The one function of msw's `http` that we call; msw is no dependency of ours. */
export interface MswHttp<Handler> {
  readonly all: (path: string, resolve: (info: { readonly request: Request }) => Promise<Response>) => Handler
}

/**
 * Handlers that let msw answer for the fake provider.
 *
 * @example
 * import { http } from 'msw'
 * import { setupServer } from 'msw/node'
 * const server = setupServer(...mswHandlers(provider, http))
 */
export function mswHandlers<Handler>(
  provider: Pick<FakeOidcProvider, 'issuer' | 'handle'>,
  http: MswHttp<Handler>,
): readonly Handler[] {
  const base = provider.issuer.replace(/\/$/, '')
  return [http.all(`${base}/*`, ({ request }) => provider.handle(request))]
}
