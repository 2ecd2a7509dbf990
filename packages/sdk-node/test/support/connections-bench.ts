import { generateKeyPairSync } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { createReadRecord } from '../../src/config/parse-record.ts'
import type { ConnectionTools } from '../../src/connections/connection-tools.ts'
import { createConnections } from '../../src/connections/create-connections.ts'
import type { ManageConnections } from '../../src/connections/manage-connections.ts'
import { openSettingSecrets } from '../../src/connections/sealed-secrets.ts'
import type { AuthError, AuthErrorCode } from '../../src/model/auth-error.ts'
import type { AuthEvent } from '../../src/model/event.ts'
import { createGuardedFetch } from '../../src/node/guarded-fetch.ts'
import { discoverIssuer } from '../../src/oidc/discover-issuer.ts'
import type { Store } from '../../src/ports/store.ts'
import { createCertificate } from '../../src/saml-idp/create-certificate.ts'
import { createIdpMetadata } from '../../src/saml-idp/idp-metadata.ts'
import { toIdpCertificate } from '../../src/saml/idp-certificate.ts'
import { parseIdpMetadata } from '../../src/saml/parse-idp-metadata.ts'
import { memoryStore } from '../../src/stores/memory-store.ts'
import { createSecretBox } from '../../src/stores/secret-box.ts'
import { organization } from '../../src/testing/organization-samples.ts'

export const day: number = 24 * 3600 * 1000
export const hour: number = 3600 * 1000
const start = new Date('2026-03-01T12:00:00Z')
export const secret = 's'.repeat(32)
const entityId = 'https://idp.acme.test'

/** What a page of the bench's web server answers. */
export interface Page {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface ConnectionsBench {
  readonly store: Store
  readonly tools: ConnectionTools
  readonly connections: ManageConnections
  /** Another instance on the same store. */
  readonly instance: (changes?: Partial<ConnectionTools>) => ManageConnections
  /** Moves the clock. */
  readonly pass: (ms: number) => void
  readonly now: () => Date
  /** Of an organization, oldest first. */
  readonly events: (organizationId?: string) => Promise<readonly AuthEvent[]>
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string
  /** Serves a page from now on. @returns its URL */
  readonly serve: (
    path: string,
    page: Page | ((request: http.IncomingMessage, response: http.ServerResponse) => void),
  ) => string
  /** Paths that were asked for. */
  readonly asked: string[]
  readonly close: () => Promise<void>
}

/** Connections over a memory store with organizations acme (sub-organization acme-north) and globex, and a web server. */
export async function createConnectionsBench(secrets: readonly string[] = [secret]): Promise<ConnectionsBench> {
  const store = memoryStore()
  let time = start.getTime()
  const now = (): Date => new Date(time)
  for (const one of [organization('acme'), organization('globex'), organization('acme-north', 'acme')])
    await store.organizations.insert({ ...one, name: one.id.toUpperCase() })
  const web = await serveWeb()
  const secretBox = createSecretBox(secrets)
  const fetchWithin: ConnectionTools['fetchWithin'] = (reach) =>
    createGuardedFetch({ trustedOrigins: [web.origin], ...reach })
  const readers = { parseIdpMetadata, toIdpCertificate }
  const config = {
    baseUrl: new URL('https://app.example.test'),
    authUrl: 'https://app.example.test/auth',
    productName: 'App',
    now,
  }
  const tools: ConnectionTools = {
    store,
    now,
    secretBox,
    readers,
    fetchWithin,
    createCertificate,
    readRecord: createReadRecord(config, readers, (record) => openSettingSecrets(record, secretBox)),
    discoverIssuer: async ({ issuer, ...reach }) =>
      discoverIssuer({ issuer, ...reach }, { now, fetch: fetchWithin(reach) }),
    urlsOf: (id) => ({
      metadata: `https://app.example.test/auth/saml/${id}/metadata`,
      acs: `https://app.example.test/auth/saml/${id}/acs`,
      redirect: `https://app.example.test/auth/oidc/${id}/callback`,
      login: `https://app.example.test/auth/login?connection=${id}`,
      launch: `https://app.example.test/auth/launch/${id}`,
      slo: `https://app.example.test/auth/saml/${id}/slo`,
      postLogoutRedirect: `https://app.example.test/auth/oidc/${id}/logged-out`,
      frontchannelLogout: `https://app.example.test/auth/oidc/${id}/frontchannel-logout`,
      backchannelLogout: `https://app.example.test/auth/oidc/${id}/backchannel-logout`,
    }),
    isStaticId: (id) => id === 'identity',
    tests: {
      startTest: () => Promise.reject(new Error('not here')),
      findTest: () => Promise.reject(new Error('not here')),
    },
  }
  const instance = (changes: Partial<ConnectionTools> = {}): ManageConnections =>
    createConnections({ ...tools, ...changes })
  return {
    ...web,
    store,
    tools,
    instance,
    now,
    connections: instance(),
    pass: (ms) => {
      time += ms
    },
    events: (organizationId = 'acme') => store.events.list({ organizationId, limit: 1000 }),
  }
}

async function serveWeb(): Promise<Pick<ConnectionsBench, 'origin' | 'serve' | 'asked' | 'close'>> {
  const pages = new Map<string, Parameters<ConnectionsBench['serve']>[1]>()
  const asked: string[] = []
  const server = http.createServer((request, response) => {
    asked.push(request.url ?? '')
    const page = pages.get(request.url ?? '') ?? { status: 404 }
    if (typeof page === 'function') return page(request, response)
    response.writeHead(page.status ?? 200, page.headers).end(page.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    asked,
    serve: (path, page) => {
      pages.set(path, page)
      return origin + path
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A key of an identity provider, its certificate good until that many days after the bench begins. */
export function createCertificateFor(days: number): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return createCertificate({
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    commonName: `idp ${days}`,
    notBefore: new Date('2020-01-01T00:00:00Z'),
    notAfter: new Date(start.getTime() + days * day),
  })
}

/** The IdP of acme, by its certificates. */
export function metadataOf(
  certificates: readonly string[],
  more: Partial<Parameters<typeof createIdpMetadata>[0]> = {},
): string {
  return createIdpMetadata({ entityId, ssoUrl: `${entityId}/sso`, certificates, ...more })
}

/** SHA-256 of a certificate. */
export function fingerprintOf(pem: string): string {
  return toIdpCertificate(pem).fingerprint
}

/** What a call was refused with. */
export async function refusal(call: Promise<unknown>): Promise<{ code: AuthErrorCode | 'none'; detail: string }> {
  try {
    await call
    return { code: 'none', detail: '' }
  } catch (error) {
    const { code, detail } = error as AuthError
    return { code, detail: detail ?? String((error as Error).stack) }
  }
}
