import { createAuth, type Auth } from '../../src/auth.ts'
import type { ConnectionRecord } from '../../src/model/connection-record.ts'
import type { ScimExtension } from '../../src/model/scim-extension.ts'
import { defaultProvisioning } from '../../src/model/provisioning.ts'
import type { Store } from '../../src/ports/store.ts'
import type { ManageScim } from '../../src/scim/manage-scim.ts'
import { createManageScim } from '../../src/scim/manage-tokens.ts'
import { hashToken } from '../../src/stores/hash-token.ts'
import { memoryStore } from '../../src/stores/memory-store.ts'
import { connectionRecord, insertRecords, organizationRecord } from './stored-records.ts'

/** What a SCIM client got. `body` is null where there was none. */
export interface ScimAnswer {
  readonly status: number
  readonly headers: Headers
  // oxlint-disable-next-line no-explicit-any
  readonly body: any
}

export interface ScimCall {
  /** @default that of acme */
  readonly token?: string | null
  readonly headers?: Readonly<Record<string, string>>
  readonly ip?: string | null
}

/** An app with a SCIM connection of acme and one of globex, each with a token, behind `auth.handler`. */
export interface ScimRig {
  readonly auth: Auth
  readonly store: Store
  readonly manage: ManageScim
  readonly clock: { now: Date }
  readonly tokens: { readonly acme: string; readonly globex: string }
  /** Messages of the log. */
  readonly logged: string[]
  /** @param body sent as JSON; a text as it is */
  readonly call: (method: string, path: string, body?: unknown, options?: ScimCall) => Promise<ScimAnswer>
  /** Ids of new users `name-0`, `name-1`, … */
  readonly addUsers: (name: string, count: number) => Promise<readonly string[]>
}

export interface ScimRigOptions {
  readonly store?: Store
  readonly requestsPerMinute?: number
  readonly extensions?: readonly ScimExtension[]
  readonly connection?: Partial<ConnectionRecord>
}

export const scimUrl = 'https://app.example.com/auth/scim/v2'
const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User'

export async function createScimRig(options: ScimRigOptions = {}): Promise<ScimRig> {
  const { store = memoryStore(), requestsPerMinute, extensions = [], connection = {} } = options
  const clock = { now: new Date('2030-01-01T12:00:00Z') }
  const now = (): Date => clock.now
  const logged: string[] = []
  const auth = createAuth({
    baseUrl: 'https://app.example.com',
    secrets: ['a-secret-of-at-least-32-characters!'],
    store,
    now,
    log: (entry) => void logged.push(JSON.stringify(entry)),
    scim: { extensions, ...(requestsPerMinute !== undefined && { requestsPerMinute }) },
  })
  const policy = { provisioning: { ...defaultProvisioning, mode: 'scim' as const }, ...connection }
  await insertRecords(store, {
    organizations: [organizationRecord('acme'), organizationRecord('globex')],
    connections: [
      connectionRecord('acme-scim', 'acme', {}, policy),
      connectionRecord('globex-scim', 'globex', {}, policy),
    ],
  })
  const manage = createManageScim({ store, now, baseUrl: scimUrl, hashToken })
  const tokens = {
    acme: (await manage.createToken('acme', 'acme-scim')).token,
    globex: (await manage.createToken('globex', 'globex-scim')).token,
  }
  const call: ScimRig['call'] = async (
    method,
    path,
    body,
    { token = tokens.acme, headers = {}, ip = '192.0.2.1' } = {},
  ) => send(auth, method, path, body, { headers, token, ip })
  return {
    auth,
    store,
    manage,
    clock,
    tokens,
    logged,
    call,
    addUsers: async (name, count) => {
      const ids: string[] = []
      for (let index = 0; index < count; index++) {
        const answer = await call('POST', '/Users', { schemas: [userSchema], userName: `${name}-${index}` })
        if (answer.status !== 201) throw new Error(`wanted 201, got ${answer.status} ${JSON.stringify(answer.body)}`)
        ids.push(answer.body.id)
      }
      return ids
    },
  }
}

async function send(
  auth: Auth,
  method: string,
  path: string,
  body: unknown,
  { token = null, headers = {}, ip = null }: ScimCall,
): Promise<ScimAnswer> {
  const url = path.startsWith('https:') ? path : scimUrl + path
  const init: RequestInit = {
    method,
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/scim+json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  }
  const response = await auth.handler(new Request(url, init), { ip })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) }
}
