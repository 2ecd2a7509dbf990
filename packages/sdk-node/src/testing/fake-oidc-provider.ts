import type { FakeOidcClient } from './fake-oidc-client.ts'
import {
  answerAsFakeOidc,
  authorizeAtFakeOidc,
  type FakeOidcSettings,
  type FakeOidcState,
} from './fake-oidc-endpoints.ts'
import { createFakeOidcKey, type FakeOidcAlgorithm, type FakeOidcKey } from './fake-oidc-key.ts'
import type { FakeLogout } from './fake-oidc-logout.ts'
import type { FakeOidcPerson } from './fake-oidc-person.ts'
import { createFakeRefreshTokens, type FakeRefreshPolicy } from './fake-oidc-refresh.ts'
import type { OidcDeviation } from './oidc-deviation.ts'

/** What {@link createFakeOidcProvider} takes. */
export interface FakeOidcProviderOptions {
  /** @default 'https://idp.example.test' */
  readonly issuer?: string
  /** @default one client: `launchpad`, secret `fake-client-secret` */
  readonly clients?: readonly FakeOidcClient[]
  /** Whom the authorization endpoint signs in when a browser comes. @default ana@acme.test */
  readonly person?: FakeOidcPerson
  /** @default 'RS256' */
  readonly algorithm?: FakeOidcAlgorithm
  /** @default a new key, which takes a moment */
  readonly key?: FakeOidcKey
  /** Where email, names and groups are. @default 'id_token' */
  readonly profile?: 'id_token' | 'userinfo'
  /** Takes pushed authorization requests (PAR) only. @default false */
  readonly requirePushedRequests?: boolean
  /** Whether it gives refresh tokens, and how often each is taken. @default 'none' */
  readonly refreshTokens?: FakeRefreshPolicy
  /** @default 300 */
  readonly accessTokenSeconds?: number
  /** @default () => new Date() */
  readonly now?: () => Date
}

/** An OpenID Connect provider with real keys, as one function from Request to Response. */
export interface FakeOidcProvider {
  readonly issuer: string
  /** Answers every URL of the provider: behind a server, behind msw, or called directly. */
  readonly handle: (request: Request) => Promise<Response>
  /** {@link handle} in the shape of `fetch`. */
  readonly fetch: typeof globalThis.fetch
  /**
   * Signs the person in without a browser.
   *
   * @param url where the app sent the browser.
   * @returns the callback URL, to be requested from the app.
   */
  readonly authorize: (url: URL | string, person?: FakeOidcPerson) => URL
  /** From now on the provider deviates so; `{}` makes it good again. */
  readonly deviate: (deviation: OidcDeviation) => void
  /** Signs with a new key and publishes that alone, as after a compromise, or beside the old one. */
  readonly rotateKeys: (options?: { readonly keepOld?: boolean; readonly key?: FakeOidcKey }) => Promise<FakeOidcKey>
  /** The key that signs. */
  readonly key: () => FakeOidcKey
  /** Method and path of every request so far. */
  readonly requests: () => readonly string[]
  /** No refresh token of before is taken any more. */
  readonly endGrants: () => void
  /** What each sign-out here was asked with. */
  readonly logouts: () => readonly FakeLogout[]
}

const defaultClient: FakeOidcClient = { clientId: 'launchpad', clientSecret: 'fake-client-secret' }

/**
 * Makes an OpenID provider for tests of an app.
 *
 * @example
 * const provider = await createFakeOidcProvider()
 * const server = setupServer(...mswHandlers(provider, http)) // msw
 * const callback = provider.authorize(locationOfTheRedirect, { email: 'bruno@globex.test' })
 */
export async function createFakeOidcProvider(options: FakeOidcProviderOptions = {}): Promise<FakeOidcProvider> {
  const settings: FakeOidcSettings = {
    issuer: options.issuer ?? 'https://idp.example.test',
    clients: options.clients ?? [defaultClient],
    person: options.person ?? { email: 'ana@acme.test', name: 'Ana Souza' },
    profile: options.profile ?? 'id_token',
    requirePushedRequests: options.requirePushedRequests ?? false,
    accessTokenSeconds: options.accessTokenSeconds ?? 300,
    now: options.now ?? (() => new Date()),
  }
  const key = options.key ?? (await createFakeOidcKey(options.algorithm))
  const state: FakeOidcState = {
    keys: [key],
    deviation: {},
    requests: [],
    logouts: [],
    codes: new Map(),
    refreshTokens: createFakeRefreshTokens(options.refreshTokens ?? 'none'),
    accessTokens: new Map(),
    pushed: new Map(),
  }
  const handle = (request: Request): Promise<Response> => answerAsFakeOidc(request, settings, state)
  return Object.freeze({
    issuer: settings.issuer,
    handle,
    fetch: (input, init) => handle(new Request(input, init)),
    authorize: (url, person) => authorizeAtFakeOidc(new URL(url), person ?? settings.person, settings, state),
    deviate: (deviation) => {
      state.deviation = deviation
    },
    rotateKeys: async ({ keepOld = false, key: next } = {}) => {
      const fresh = next ?? (await createFakeOidcKey(state.keys[0].algorithm))
      state.keys = keepOld ? [fresh, ...state.keys] : [fresh]
      return fresh
    },
    key: () => state.keys[0],
    requests: () => [...state.requests],
    endGrants: state.refreshTokens.endAll,
    logouts: () => [...state.logouts],
  } satisfies FakeOidcProvider)
}
