import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { OidcConnection } from '../../src/model/connection.ts'
import { defaultProvisioning } from '../../src/model/provisioning.ts'
import { createGuardedFetch } from '../../src/node/guarded-fetch.ts'
import { createOidc } from '../../src/oidc/oidc.ts'
import type { Outside } from '../../src/ports/outside.ts'
import type { Handoff, Proof } from '../../src/ports/protocol.ts'
import { createFakeOidcListener } from '../../src/testing/fake-oidc-listener.ts'
import {
  createFakeOidcProvider,
  type FakeOidcProvider,
  type FakeOidcProviderOptions,
} from '../../src/testing/fake-oidc-provider.ts'

/** A fake provider on a port of its own. */
export interface ServedProvider {
  readonly provider: FakeOidcProvider
  readonly close: () => void
}

/** @param path of the issuer, such as `/tenant`. */
export async function serveProvider(
  options: Omit<FakeOidcProviderOptions, 'issuer'>,
  path = '',
): Promise<ServedProvider> {
  let provider: FakeOidcProvider | null = null
  const server = http.createServer((req, res) => {
    if (provider !== null) createFakeOidcListener(() => provider as FakeOidcProvider)(req, res)
  })
  const origin = await listen(server)
  provider = await createFakeOidcProvider({ ...options, issuer: `${origin}${path}` })
  return { provider, close: () => stop(server) }
}

/** A server nobody should call. */
export async function serveCanary(): Promise<{
  readonly origin: string
  readonly hits: () => number
  readonly close: () => void
}> {
  let hits = 0
  const server = http.createServer((_req, res) => {
    hits += 1
    res.end('{}')
  })
  return { origin: await listen(server), hits: () => hits, close: () => stop(server) }
}

async function listen(server: http.Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function stop(server: http.Server): void {
  server.closeAllConnections()
  server.close()
}

export function connectionTo(provider: FakeOidcProvider, changes: Partial<OidcConnection> = {}): OidcConnection {
  return {
    id: 'globex',
    name: 'Globex',
    type: 'oidc',
    organization: { id: 'globex', name: 'Globex' },
    status: 'active',
    domains: ['globex.test'],
    anyDomain: false,
    organizationFromClaims: false,
    preset: 'custom',
    attributes: {
      subject: [],
      email: ['email'],
      username: ['preferred_username'],
      firstName: ['given_name'],
      lastName: ['family_name'],
      name: ['name'],
      groups: ['groups'],
    },
    provisioning: defaultProvisioning,
    groupOverage: 'refuse',
    singleLogout: false,
    redirectLogoutUrl: null,
    signals: null,
    issuer: provider.issuer,
    clientId: 'launchpad',
    clientAuthentication: { method: 'client_secret_basic', clientSecret: 'fake-client-secret' },
    scopes: ['openid', 'email', 'profile'],
    authorizationParameters: {},
    par: 'auto',
    prompt: null,
    clockSkewSeconds: 60,
    insecureAllowPrivateNetwork: false,
    ...changes,
  }
}

export const bruno = {
  email: 'bruno@globex.test',
  firstName: 'Bruno',
  lastName: 'Lima',
  name: 'Bruno Lima',
  groups: ['staff'],
}

export interface Attempt {
  /** What the browser carries back may be changed on the way. */
  readonly onTheWay?: (callback: URL) => void
  readonly beforeFinish?: () => Promise<unknown>
  readonly loginId?: string
  readonly forceAuthn?: boolean
  /** Path of an endpoint that never answers: there the deadline is short, everywhere else it is generous. */
  readonly silentAt?: string
}

/** The relying party under test, with the fetch it has in production: only the issuer's origin is trusted. */
export interface Rig {
  readonly start: (attempt?: Attempt) => Promise<Handoff>
  readonly signIn: (attempt?: Attempt) => Promise<Proof>
}

export function createRig(
  provider: FakeOidcProvider,
  connection: OidcConnection,
  now: () => Date = () => new Date(),
): Rig {
  const oidc = createOidc()
  const trustedOrigins = [new URL(connection.issuer).origin]
  const patient = createGuardedFetch({ trustedOrigins })
  const hasty = createGuardedFetch({ trustedOrigins, timeoutMs: 100 })
  const outsideOf = ({ silentAt }: Attempt): Outside => ({
    now,
    fetch:
      silentAt === undefined
        ? patient
        : (input, init) => (new Request(input).url.endsWith(silentAt) ? hasty : patient)(input, init),
  })
  const replyTo = new URL('https://app.example.test/auth/oidc/globex/callback')
  const begin = async (attempt: Attempt) => {
    const { loginId = 'login-1', forceAuthn = false } = attempt
    return oidc.start(
      { connection, loginId, replyTo, loginHint: bruno.email, forceAuthn, wish: null },
      outsideOf(attempt),
    )
  }
  return {
    start: async (attempt = {}) => (await begin(attempt)).handoff,
    signIn: async (attempt = {}) => {
      const { handoff, memo } = await begin(attempt)
      const callback = provider.authorize(handoff.url, bruno)
      attempt.onTheWay?.(callback)
      await attempt.beforeFinish?.()
      const loginId = attempt.loginId ?? 'login-1'
      return oidc.finish({ connection, loginId, replyTo, memo, params: callback.searchParams }, outsideOf(attempt))
    },
  }
}
