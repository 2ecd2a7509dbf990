import { memoryStore, type Store } from '@launchpad-sso/sdk-node'

/** Where another app has a database: one for the process. Next loads this module once for pages and once for handlers. */
const place = Symbol.for('procurement.store')
const holder = globalThis as { [place]?: Store }

/** Whoever signs in for the first time becomes a user without a role. One person is known before, with a role. */
export const store: Store = (holder[place] ??= createStore())

function createStore(): Store {
  const memory = memoryStore()
  const now = new Date()
  const bruno = {
    id: 'bruno',
    organizationId: 'globex',
    email: 'bruno@globex.test',
    username: null,
    externalId: null,
    name: 'Bruno Lima',
    firstName: 'Bruno',
    lastName: 'Lima',
    status: 'active',
    source: 'manual',
    roles: ['admin'],
    roleSource: 'manual',
    scimConnectionId: null,
    scimAttributes: null,
    createdAt: now,
    updatedAt: now,
    version: 1,
  } as const
  // His first sign-in finds him by his address, and links him to Globex's connection.
  void memory.users.insert(bruno, null)
  return memory
}
