import { beforeEach, expect, test } from 'vitest'
import { connectionRecord, insertRecords, organizationRecord } from '../../test/support/stored-records.ts'
import { defaultProvisioning } from '../model/provisioning.ts'
import type { Store } from '../ports/store.ts'
import { hashToken } from '../stores/hash-token.ts'
import { memoryStore } from '../stores/memory-store.ts'
import type { ManageScim } from './manage-scim.ts'
import { createManageScim } from './manage-tokens.ts'

const noon = new Date('2030-01-01T12:00:00Z')
const later = new Date('2030-02-01T12:00:00Z')
let store: Store
let manage: ManageScim

beforeEach(async () => {
  store = memoryStore()
  const provisioning = { ...defaultProvisioning, mode: 'scim' } as const
  await insertRecords(store, {
    organizations: [organizationRecord('acme'), organizationRecord('globex')],
    connections: [
      connectionRecord('acme-scim', 'acme', {}, { provisioning }),
      connectionRecord('acme-jit', 'acme', {}),
      connectionRecord('globex-scim', 'globex', {}, { provisioning }),
    ],
  })
  const baseUrl = 'https://app.example.com/auth/scim/v2'
  manage = createManageScim({ store, now: () => noon, baseUrl, hashToken })
})

const eventsOf = async (organizationId: string) => store.events.list({ organizationId, limit: 100 })

test('makes a token that can do everything and is shown once', async () => {
  const { token, details } = await manage.createToken('acme', 'acme-scim')
  expect(token).toMatch(/^scim_[\w-]{43}$/)
  expect(details).toEqual({
    id: expect.any(String),
    organizationId: 'acme',
    connectionId: 'acme-scim',
    name: null,
    scopes: ['users:read', 'users:write', 'groups:read', 'groups:write'],
    createdAt: noon,
    createdBy: { type: 'api', id: null },
    expiresAt: null,
    lastUsedAt: null,
  })
  expect(await manage.listTokens('acme', 'acme-scim')).toEqual([details])
  expect(JSON.stringify([await store.scimTokens.list('acme', 'acme-scim'), await eventsOf('acme')])).not.toContain(
    token,
  )
})
test('tells of a token and of its end, without what proves it', async () => {
  const actor = { type: 'user', id: 'ana' } as const
  const draft = { name: ' Okta ', scopes: ['groups:read', 'users:read'], expiresAt: later } as const
  const { details } = await manage.createToken('acme', 'acme-scim', draft, { actor, ip: '192.0.2.1' })
  await manage.revokeToken('acme', 'acme-scim', details.id, { actor })
  expect(await manage.listTokens('acme', 'acme-scim')).toEqual([])
  const values = {
    tokenId: details.id,
    name: 'Okta',
    scopes: ['users:read', 'groups:read'],
    expiresAt: later.toISOString(),
  }
  const target = { type: 'connection', id: 'acme-scim' }
  expect(await eventsOf('acme')).toMatchObject([
    { type: 'scim.token_created', actor, target, ip: '192.0.2.1', data: { old: null, new: values } },
    { type: 'scim.token_revoked', actor, target, ip: null, data: { old: values, new: null } },
  ])
})
test('keeps at most ten alive', async () => {
  for (let index = 0; index < 10; index++) await manage.createToken('acme', 'acme-scim')
  await expect(manage.createToken('acme', 'acme-scim')).rejects.toMatchObject({ code: 'CONNECTION_CONFLICT' })
  const [first] = await manage.listTokens('acme', 'acme-scim')
  await manage.revokeToken('acme', 'acme-scim', first?.id ?? '')
  await manage.createToken('acme', 'acme-scim')
})
test('makes none for a connection without SCIM', async () => {
  await expect(manage.createToken('acme', 'acme-jit')).rejects.toMatchObject({
    code: 'CONNECTION_CONFLICT',
    detail: "connection 'acme-jit': wanted provisioning mode 'scim', it is 'jit'",
  })
})
test.each([
  ['acme', 'globex-scim'],
  ['globex', 'acme-scim'],
  ['acme', 'nothing'],
  ['acme', '../x'],
  ['', ''],
])('finds no connection of %j with the id %j', async (organizationId, connectionId) => {
  await expect(manage.createToken(organizationId, connectionId)).rejects.toMatchObject({ code: 'CONNECTION_NOT_FOUND' })
  await expect(manage.listTokens(organizationId, connectionId)).rejects.toMatchObject({ code: 'CONNECTION_NOT_FOUND' })
})
test('revokes nothing of others, and nothing twice', async () => {
  const { details } = await manage.createToken('acme', 'acme-scim')
  for (const [organizationId, connectionId] of [
    ['globex', 'acme-scim'],
    ['globex', 'globex-scim'],
    ['acme', 'acme-jit'],
  ] as const)
    await expect(manage.revokeToken(organizationId, connectionId, details.id)).rejects.toMatchObject({
      code: 'SCIM_TOKEN_NOT_FOUND',
    })
  await manage.revokeToken('acme', 'acme-scim', details.id)
  await expect(manage.revokeToken('acme', 'acme-scim', details.id)).rejects.toMatchObject({
    code: 'SCIM_TOKEN_NOT_FOUND',
  })
})
test.each([
  null,
  'text',
  { label: 'x' },
  { name: '' },
  { name: 'x'.repeat(101) },
  { name: 'a\nb' },
  { scopes: [] },
  { scopes: 'users:read' },
  { scopes: ['users:read', 'users:read'] },
  { scopes: ['users:delete'] },
  { expiresAt: noon },
  { expiresAt: '2031-01-01' },
  { expiresAt: new Date('x') },
])('refuses the draft %j, and writes nothing', async (draft) => {
  await expect(manage.createToken('acme', 'acme-scim', draft as never)).rejects.toMatchObject({
    code: 'REQUEST_INVALID',
  })
  expect(await store.scimTokens.list('acme', 'acme-scim')).toEqual([])
  expect(await eventsOf('acme')).toEqual([])
})
test('refuses a context that is none', async () => {
  await expect(manage.createToken('acme', 'acme-scim', {}, { who: 1 } as never)).rejects.toMatchObject({
    code: 'REQUEST_INVALID',
  })
})
test('says where clients begin', async () => {
  expect(await manage.baseUrl()).toBe('https://app.example.com/auth/scim/v2')
})
