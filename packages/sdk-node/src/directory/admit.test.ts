import { expect, test } from 'vitest'
import type { Identity } from '../model/identity.ts'
import { memoryStore } from '../stores/memory-store.ts'
import { admit } from './admit.ts'

const acme = { id: 'acme', name: 'Acme' }
const now = new Date('2030-01-01T00:00:00Z')
const identity = (over: Partial<Identity> = {}): Identity => ({
  connectionId: 'acme',
  issuer: 'i',
  subject: 's1',
  subjectFormat: null,
  email: 'ana@acme.test',
  emailVerified: null,
  username: null,
  firstName: 'Ana',
  lastName: 'Souza',
  name: null,
  groups: [],
  attributes: {},
  authenticatedAt: null,
  authenticationContext: null,
  authenticationMethods: [],
  sessionIndex: null,
  sessionExpiresAt: null,
  ...over,
})

test('makes a user at the first sign-in and finds it at the next', async () => {
  const { users } = memoryStore()
  const first = await admit(identity(), acme, users, now)
  expect(first).toMatchObject({ organizationId: 'acme', email: 'ana@acme.test', name: 'Ana Souza', source: 'jit' })
  expect((await admit(identity(), acme, users, now)).id).toBe(first.id)
})
test('keeps the user when the address changes, and its new address', async () => {
  const { users } = memoryStore()
  const first = await admit(identity(), acme, users, now)
  const second = await admit(identity({ email: 'ana.souza@acme.test' }), acme, users, now)
  expect(second).toMatchObject({ id: first.id, email: 'ana.souza@acme.test' })
})
test('links a second subject with the same address to the same user', async () => {
  const { users } = memoryStore()
  const first = await admit(identity(), acme, users, now)
  const second = await admit(identity({ connectionId: 'acme-oidc', subject: 'other' }), acme, users, now)
  expect(second.id).toBe(first.id)
})
test('does not give an account to another subject of the same connection that has its address', async () => {
  const { users } = memoryStore()
  await admit(identity(), acme, users, now)
  await expect(admit(identity({ subject: 'somebody-else' }), acme, users, now)).rejects.toMatchObject({
    code: 'USER_CONFLICT',
  })
})
test('knows a person with transient NameIDs by the address', async () => {
  const { users } = memoryStore()
  const subjectFormat = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient'
  const first = await admit(identity({ subject: '_1', subjectFormat }), acme, users, now)
  expect((await admit(identity({ subject: '_2', subjectFormat }), acme, users, now)).id).toBe(first.id)
})
test('never matches a user of another organization', async () => {
  const { users } = memoryStore()
  const ana = await admit(identity(), acme, users, now)
  const other = await admit(identity({ connectionId: 'globex' }), { id: 'globex', name: 'Globex' }, users, now)
  expect(other.id).not.toBe(ana.id)
  expect(other.organizationId).toBe('globex')
})
test('lets two first sign-ins at once end in one user', async () => {
  const { users } = memoryStore()
  const admitted = await Promise.all(Array.from({ length: 10 }, () => admit(identity(), acme, users, now)))
  expect(new Set(admitted.map(({ id }) => id)).size).toBe(1)
})
test('keeps the old address when the new one is taken', async () => {
  const { users } = memoryStore()
  await admit(identity({ subject: 's2', email: 'eva@acme.test' }), acme, users, now)
  const ana = await admit(identity(), acme, users, now)
  const again = await admit(identity({ email: 'eva@acme.test', name: 'Ana S.' }), acme, users, now)
  expect(again).toMatchObject({ id: ana.id, email: 'ana@acme.test', name: 'Ana S.' })
})
test('lets no inactive user in', async () => {
  const { users } = memoryStore()
  const ana = await admit(identity(), acme, users, now)
  await users.replace({ ...ana, status: 'inactive' })
  await expect(admit(identity(), acme, users, now)).rejects.toMatchObject({ code: 'USER_INACTIVE' })
})
