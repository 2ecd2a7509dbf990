import { expect } from 'vitest'
import {
  createAuth,
  memoryStore,
  type Auth,
  type AuthEvent,
  type AuthOptions,
  type ConnectionOptions,
  type LogEntry,
  type Store,
} from '../../src/index.ts'
import { createClient } from '../../src/testing/create-client.ts'
import type { FakeIdps } from '../../src/testing/create-fake-idps.ts'
import type { FakeTransmitter } from './fake-transmitter.ts'

export const baseUrl = 'https://app.example.test'

/** An app whose identity providers tell of sessions that are over. */
export interface SignalsStage {
  readonly auth: Auth
  readonly store: Store
  readonly log: readonly LogEntry[]
  /** Signs somebody in, and answers whether that session still is. */
  readonly signIn: (connection: 'acme' | 'globex', person: StagePerson) => Promise<() => Promise<boolean>>
  readonly listRevoked: () => Promise<readonly AuthEvent[]>
  readonly send: (
    path: string,
    body: string,
    headers: Readonly<Record<string, string>>,
  ) => Promise<{ readonly status: number; readonly headers: Headers; readonly text: string }>
}

export interface StagePerson {
  readonly email: string
  /** `sub` or NameID. */
  readonly sub: string
  /** `sid` or SessionIndex. */
  readonly session?: string
  readonly claims?: Readonly<Record<string, string>>
}

/** @param transmitter of both connections; null: they have none */
export function setUpSignals(
  idps: FakeIdps,
  transmitter: FakeTransmitter | null,
  {
    signals = {},
    connections = (all) => all,
    ...over
  }: Omit<Partial<AuthOptions>, 'connections'> & {
    readonly signals?: Partial<NonNullable<ConnectionOptions['signals']>>
    readonly connections?: (all: readonly ConnectionOptions[]) => readonly ConnectionOptions[]
  } = {},
): SignalsStage {
  const log: LogEntry[] = []
  const store = over.store ?? memoryStore()
  const written = idps.connections.map((one) => ({
    ...one,
    ...(transmitter !== null && { signals: { issuer: transmitter.issuer, ...signals } }),
  }))
  const auth = createAuth({
    baseUrl,
    secrets: ['test-secret-'.repeat(4)],
    log: (entry) => log.push(entry),
    ...over,
    store,
    connections: connections(written),
  })
  return {
    auth,
    store,
    log,
    signIn: async (connection, { email, sub, session, claims }) => {
      const client = createClient(auth.handler)
      const away = await client.get(`${baseUrl}/auth/login?connection=${connection}`)
      const location = new URL(away.headers.get('location') ?? '')
      if (connection === 'globex') {
        const sid = session === undefined ? {} : { sid: session }
        await client.get(idps.oidc.authorize(location, { email, sub, claims: { ...sid, ...claims } }))
      } else {
        const person = { email, nameId: sub, ...(session !== undefined && { sessionIndex: session }) }
        const reply = await idps.saml.respond(location, person)
        await client.post(reply.acsUrl, reply.form)
      }
      const isIn = async (): Promise<boolean> =>
        (await auth.getSession({ headers: { get: () => client.cookies() } })) !== null
      expect(await isIn()).toBe(true)
      return isIn
    },
    listRevoked: async () =>
      (
        await Promise.all(
          ['acme', 'globex'].map((organizationId) =>
            store.events.list({ organizationId, types: ['session.revoked'], limit: 100 }),
          ),
        )
      ).flat(),
    send: async (path, body, headers) => {
      const response = await auth.handler(new Request(`${baseUrl}/auth${path}`, { method: 'POST', body, headers }))
      return { status: response.status, headers: response.headers, text: await response.text() }
    },
  }
}

export const ana: StagePerson = { email: 'ana@acme.test', sub: 'ana-name-id', session: 'ana-session' }
export const bruno: StagePerson = { email: 'bruno@globex.test', sub: 'bruno-sub', session: 'bruno-session' }
