import { createIdentityService, type IdentityOptions, type IdentityService, type LogEntry } from '../../src/index.ts'
import { createSigningKeys } from '../../src/keys/create-signing-keys.ts'
import type { SigningKeys } from '../../src/keys/signing-keys.ts'
import { startServer } from './start-server.ts'

/** An identity service with a server around it. */
export interface TestIdentity {
  readonly service: IdentityService
  readonly issuer: string
  readonly log: readonly LogEntry[]
  readonly close: () => Promise<void>
}

let keys: Promise<SigningKeys> | null = null

/** Generated once a file: RSA keys take their time. */
function getKeys(): Promise<SigningKeys> {
  keys ??= createSigningKeys(new Date())
  return keys
}

const people = {
  organizations: [
    { id: 'acme', name: 'Acme', domains: ['acme.test', 'acme.example.test'] },
    { id: 'globex', name: 'Globex', domains: ['globex.test'] },
  ],
  users: [
    {
      username: 'ana',
      email: 'ana@acme.test',
      name: 'Ana Souza',
      password: 'ana-demo-1',
      organization: 'acme',
      groups: ['everyone', 'admins'],
    },
    {
      username: 'bruno',
      email: 'bruno@globex.test',
      name: 'Bruno Lima',
      password: 'bruno-demo-1',
      organization: 'globex',
    },
  ],
} as const

/** Ana of Acme and Bruno of Globex, no applications; `options` replace what they name. */
export async function startIdentity(options: Partial<IdentityOptions> = {}): Promise<TestIdentity> {
  const log: LogEntry[] = []
  let service: IdentityService | null = null
  const server = await startServer((request, response) => service?.handler(request, response))
  const issuer = `http://127.0.0.1:${server.port}`
  service = await createIdentityService({
    issuer,
    signingKeys: await getKeys(),
    log: (entry) => log.push(entry),
    ...people,
    ...options,
  })
  return { service, issuer, log, close: server.close }
}

/** Two people, and what they type. */
export const ana = { username: 'ana@acme.test', password: 'ana-demo-1' } as const
export const bruno = { username: 'bruno', password: 'bruno-demo-1' } as const
