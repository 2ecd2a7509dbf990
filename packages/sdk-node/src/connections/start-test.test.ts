import { describe, expect, test } from 'vitest'
import { createAuth, memoryStore, type Auth } from '../index.ts'

const auth: Auth = createAuth({
  baseUrl: 'https://app.example.test',
  secrets: ['test-secret-'.repeat(4)],
  store: memoryStore(),
})
await auth.organizations.create({ id: 'acme', name: 'Acme' })
await auth.organizations.create({ id: 'globex', name: 'Globex' })
await auth.connections.create('acme', { id: 'acme-saml', type: 'saml' })

describe.each(['startTest', 'findTest'] as const)('%s', (verb) => {
  test.each<readonly [string, unknown, unknown]>([
    ["another organization's connection", 'globex', 'acme-saml'],
    ['no organization', undefined, 'acme-saml'],
    ['no connection', 'acme', undefined],
    ['neither', undefined, undefined],
    ['an object as id', 'acme', {}],
    ['text that no database takes', 'acme', '\0'],
  ])('refuses %s', async (_case, organizationId, connectionId) => {
    await expect(auth.connections[verb](organizationId as string, connectionId as string)).rejects.toMatchObject({
      code: 'CONNECTION_NOT_FOUND',
    })
  })
})
