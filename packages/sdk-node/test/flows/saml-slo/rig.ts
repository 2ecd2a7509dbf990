import { expect } from 'vitest'
import type { SamlConnectionOptions } from '../../../src/config/auth-options.ts'
import { createAuth, memoryStore, type Auth, type AuthEvent, type LogEntry, type Store } from '../../../src/index.ts'
import { readLogout } from '../../../src/saml/read-logout.ts'
import type { SigningKey } from '../../../src/saml-idp/sign-element.ts'
import { createClient, type TestClient } from '../../../src/testing/create-client.ts'
import { createTestKey } from '../../../src/testing/create-test-key.ts'
import { createFakeSamlIdp, type FakeSamlIdp } from '../../../src/testing/fake-saml-idp.ts'
import type { FakeSamlLogoutOptions } from '../../../src/testing/fake-saml-logout.ts'
import type { SamlLogoutDeviation } from '../../../src/testing/saml-logout-deviation.ts'
import type { FakeSamlMessage } from '../../../src/testing/seal-logout.ts'
import { createConnection } from '../../support/saml-trial.ts'

export const baseUrl = 'https://app.example.test'
export const sloUrl = `${baseUrl}/auth/saml/acme/slo`
/** What the identity provider says of Ana's first session. */
export const ana = {
  sloUrl,
  nameId: 'ana@acme.test',
  sessionIndexes: ['s-1'],
  relayState: 'https://idp.example.test/a?b=c&d',
} as const

/** Made once: keys take a moment. */
export interface Parties {
  readonly idp: FakeSamlIdp
  /** The app's. */
  readonly sp: SigningKey
  /** Of nobody. */
  readonly stranger: SigningKey
}

export async function createParties(): Promise<Parties> {
  const [idp, sp, stranger] = await Promise.all([createFakeSamlIdp(), createTestKey(), createTestKey()])
  return { idp, sp, stranger }
}

/** Somebody's browser, signed in. */
export interface SignedIn {
  readonly client: TestClient
  readonly isIn: () => Promise<boolean>
}

export interface SloRig {
  readonly auth: Auth
  readonly store: Store
  /** Details of what failed, with their codes. */
  readonly failures: () => readonly string[]
  readonly log: readonly LogEntry[]
  readonly signIn: (sessionIndex?: string, email?: string) => Promise<SignedIn>
  /** Ana's first session is to end, but for what is said. */
  readonly request: (changes?: Partial<FakeSamlLogoutOptions>, deviation?: SamlLogoutDeviation) => FakeSamlMessage
  /** Without a client: a browser that has none of our cookies, as across sites a POST brings none. */
  readonly bring: (message: FakeSamlMessage, client?: TestClient) => Promise<Response>
  /** What we answer the identity provider, proven with our certificate, as it would prove it. */
  readonly readAnswer: (response: Response) => Promise<Readonly<Record<string, string | null>>>
  readonly listRevoked: () => Promise<readonly AuthEvent[]>
}

/** What is different about the app. */
export interface SloSetting {
  readonly connection?: Partial<SamlConnectionOptions>
  /** Options that the connection does not have. */
  readonly without?: readonly (keyof SamlConnectionOptions)[]
  readonly store?: Store
}

/** An app with the connections `acme` and `other` to one identity provider. */
export function createSloRig({ idp, sp }: Parties, setting: SloSetting = {}): SloRig {
  const { store = memoryStore() } = setting
  const log: LogEntry[] = []
  const acme = toConnection({ idp, sp }, setting)
  const other = { ...acme, id: 'other', organization: { id: 'example', name: 'Example' }, domains: ['example.test'] }
  const secrets = ['test-secret-'.repeat(4)]
  const auth = createAuth({ baseUrl, secrets, connections: [acme, other], store, log: (entry) => log.push(entry) })
  return {
    auth,
    store,
    log,
    failures: () =>
      log.flatMap((entry) => (entry.event === 'request.failed' ? [`${entry.code}: ${entry.detail}`] : [])),
    signIn: async (sessionIndex = 's-1', email = 'ana@acme.test') => signIn(auth, idp, { sessionIndex, email }),
    request: (changes = {}, deviation = {}) => idp.requestLogout({ ...ana, ...changes }, deviation),
    bring: async ({ url, form }, client = createClient(auth.handler)) =>
      form === null ? client.get(url) : client.post(url, form),
    readAnswer: async (response) => readAnswer(response, idp, sp),
    listRevoked: async () => store.events.list({ organizationId: 'acme', types: ['session.revoked'], limit: 10 }),
  }
}

function toConnection(
  { idp, sp }: Pick<Parties, 'idp' | 'sp'>,
  { connection = {}, without = [] }: SloSetting,
): SamlConnectionOptions {
  const whole: SamlConnectionOptions = {
    id: 'acme',
    type: 'saml',
    organization: { id: 'acme', name: 'Acme' },
    domains: ['acme.test'],
    metadata: idp.metadata,
    signingKey: sp,
    singleLogout: true,
    ...connection,
  }
  const kept = Object.entries(whole).filter(([name]) => !without.includes(name as keyof SamlConnectionOptions))
  return Object.fromEntries(kept) as unknown as SamlConnectionOptions
}

async function signIn(
  auth: Auth,
  idp: FakeSamlIdp,
  person: { readonly email: string; readonly sessionIndex: string },
): Promise<SignedIn> {
  const client = createClient(auth.handler)
  const away = await client.get(`${baseUrl}/auth/login?connection=acme`)
  const reply = await idp.respond(new URL(away.headers.get('location') ?? ''), person)
  await client.post(reply.acsUrl, reply.form)
  const isIn = async (): Promise<boolean> =>
    (await auth.getSession({ headers: { get: () => client.cookies() } })) !== null
  expect(await isIn()).toBe(true)
  return { client, isIn }
}

async function readAnswer(
  response: Response,
  idp: FakeSamlIdp,
  sp: SigningKey,
): Promise<Readonly<Record<string, string | null>>> {
  expect(response.status).toBe(303)
  const url = new URL(response.headers.get('location') ?? '')
  expect(url.origin + url.pathname).toBe(idp.sloUrl)
  const { message, relayState } = await readLogout(
    {
      connection: createConnection(sp, { idpEntityId: `${baseUrl}/auth/saml/acme/metadata` }),
      incoming: { binding: 'redirect', query: url.search },
      sloUrl: new URL(idp.sloUrl),
    },
    new Date(),
  )
  if (message.kind !== 'response') throw new Error('wanted a LogoutResponse')
  const [status = ''] = message.status.codes
  return { inResponseTo: message.inResponseTo, status: status.replace(/.*:/, ''), relayState }
}

/** One after the other: who asks first waits for what the store says. */
export async function whoIsIn(browsers: readonly SignedIn[]): Promise<readonly boolean[]> {
  const answers: boolean[] = []
  for (const { isIn } of browsers) answers.push(await isIn())
  return answers
}
