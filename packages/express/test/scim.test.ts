import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createAuth, memoryStore, type Store } from '@launchpad-sso/sdk-node'
import express5, { type RequestHandler } from 'express'
import express4 from 'express4'
import { afterEach, expect, test } from 'vitest'
import { authRoutes } from '../src/index.ts'

const at = new Date()
const createdBy = { type: 'api', id: null } as const
const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** The organization acme with a connection that has SCIM. Answers a token of it. */
async function addConnection(store: Store): Promise<string> {
  const record = { createdAt: at, updatedAt: at, version: 1 }
  await store.organizations.insert({
    ...record,
    id: 'acme',
    name: 'Acme',
    supportContact: null,
    parentId: null,
    branding: { logoUrl: null, primaryColor: null, backgroundColor: null },
    locale: null,
    settings: { passwordSignIn: true, roleRequired: false, rolePriority: [] },
  })
  await store.connections.insert({
    ...record,
    id: 'acme-okta',
    organizationId: 'acme',
    name: 'Okta',
    type: 'saml',
    preset: 'okta',
    status: 'active',
    settings: {},
    sealedSecrets: null,
    provisioning: { mode: 'scim', matchBy: 'email', caseSensitive: false },
    metadataRefresh: null,
    warned: {},
    lastTest: null,
    dueAt: null,
    createdBy,
  })
  const token = `scim_${randomBytes(32).toString('base64url')}`
  await store.scimTokens.insert({
    id: 'token',
    organizationId: 'acme',
    connectionId: 'acme-okta',
    hash: createHash('sha256').update(token).digest('base64url'),
    name: null,
    scopes: ['users:read', 'users:write'],
    createdAt: at,
    createdBy,
    expiresAt: null,
    lastUsedAt: null,
  })
  return token
}

async function listen(express: typeof express5, parsers: readonly RequestHandler[]) {
  const store = memoryStore()
  const token = await addConnection(store)
  const app = express()
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => void server.close().closeAllConnections())
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const secrets = ['a-secret-of-at-least-32-characters!']
  for (const parser of parsers) app.use(parser)
  app.use(authRoutes(createAuth({ baseUrl, secrets, store, log: () => undefined })))
  const call = async (method: string, path: string, body?: unknown) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' }
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
    const response = await fetch(`${baseUrl}/auth/scim/v2${path}`, init)
    const text = await response.text()
    return { status: response.status, body: text === '' ? null : JSON.parse(text) }
  }
  return { call }
}

const parser = express5.json({ type: ['application/json', 'application/scim+json'] })

test.each([
  ['Express 5', express5, []],
  ['Express 5 behind a body parser', express5, [parser]],
  ['Express 4', express4, []],
  ['Express 4 behind a body parser', express4, [parser]],
] as const)('lets a SCIM client make, replace, change and remove through %s', async (_name, express, parsers) => {
  const { call } = await listen(express, parsers)
  const made = await call('POST', '/Users', { userName: 'ana@acme.test' })
  expect(made.status).toBe(201)
  const path = `/Users/${made.body.id}`
  const replaced = await call('PUT', path, { userName: 'ana@acme.test', title: 'Buyer' })
  expect(replaced).toMatchObject({ status: 200, body: { title: 'Buyer' } })
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp']
  const changed = await call('PATCH', path, { schemas, Operations: [{ op: 'replace', path: 'active', value: false }] })
  expect(changed).toMatchObject({ status: 200, body: { active: false, title: 'Buyer' } })
  expect(await call('DELETE', path)).toEqual({ status: 204, body: null })
  expect((await call('GET', path)).status).toBe(404)
})
test('refuses a body that is too large without waiting for its end', async () => {
  const { call } = await listen(express5, [])
  const answer = await call('POST', '/Users', { userName: 'x'.repeat(2_000_000) })
  expect(answer).toMatchObject({ status: 413, body: { status: '413' } })
})
