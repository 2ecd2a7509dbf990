import { expect, test } from 'vitest'
import type { Store } from '../../src/ports/store.ts'
import { memoryStore } from '../../src/stores/memory-store.ts'
import { createScimRig, scimUrl, type ScimRig } from '../support/scim-rig.ts'
import { changeConnection, changeOrganization } from '../support/stored-records.ts'

const unauthorized = {
  schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
  status: '401',
  detail: expect.stringMatching(/^The token is not valid\. \([0-9a-f]{12}\)$/),
}
const unknown = `scim_${'A'.repeat(43)}`

async function expectRefused(rig: ScimRig, token: string | null, headers: Record<string, string> = {}): Promise<void> {
  const answer = await rig.call('GET', '/Users', undefined, { token, headers })
  expect(answer.status).toBe(401)
  expect(answer.headers.get('www-authenticate')).toBe('Bearer')
  expect(answer.headers.get('content-type')).toBe('application/scim+json')
  expect(answer.body).toEqual(unauthorized)
}

test('answers nobody without a token, also not what it can do', async () => {
  const rig = await createScimRig()
  for (const path of ['/Users', '/Nothing', '/ServiceProviderConfig', '/Schemas', '/Me'])
    expect((await rig.call('GET', path, undefined, { token: null })).status).toBe(401)
})
test.each([unknown, 'scim_short', 'x', `${unknown}\u0000`.slice(0, 10), `scim_${'A'.repeat(5000)}`])(
  'refuses the token %j',
  async (token) => {
    await expectRefused(await createScimRig(), token)
  },
)
test('refuses a token that is not sent as a bearer token', async () => {
  const rig = await createScimRig()
  for (const authorization of [rig.tokens.acme, `Basic ${rig.tokens.acme}`, `Bearer ${rig.tokens.acme} x`, 'Bearer'])
    await expectRefused(rig, null, { authorization })
  expect(
    (await rig.call('GET', '/Users', undefined, { headers: { authorization: `bearer  ${rig.tokens.acme}` } })).status,
  ).toBe(200)
})
test('refuses a token from the moment it expires, and one that was revoked', async () => {
  const rig = await createScimRig()
  const expiresAt = new Date(rig.clock.now.getTime() + 60_000)
  const { token } = await rig.manage.createToken('acme', 'acme-scim', { expiresAt })
  const other = await rig.manage.createToken('acme', 'acme-scim')
  rig.clock.now = new Date(expiresAt.getTime() - 1)
  expect((await rig.call('GET', '/Users', undefined, { token })).status).toBe(200)
  rig.clock.now = expiresAt
  await expectRefused(rig, token)
  await rig.manage.revokeToken('acme', 'acme-scim', other.details.id)
  await expectRefused(rig, other.token)
})
test.each([
  ['is inactive', { status: 'inactive' }],
  ['has no SCIM any more', { provisioning: { mode: 'jit', matchBy: 'email', caseSensitive: false } }],
] as const)('refuses the tokens of a connection that %s', async (_what, change) => {
  const rig = await createScimRig()
  await changeConnection(rig.store, 'acme-scim', change)
  await expectRefused(rig, rig.tokens.acme)
  expect((await rig.call('GET', '/Users', undefined, { token: rig.tokens.globex })).status).toBe(200)
})
test('refuses the tokens of a connection of a sub-organization', async () => {
  const rig = await createScimRig()
  await changeOrganization(rig.store, 'acme', { parentId: 'globex', settings: null })
  await expectRefused(rig, rig.tokens.acme)
})
test('refuses the tokens of a connection that is gone', async () => {
  const rig = await createScimRig()
  await rig.store.connections.remove('acme', 'acme-scim')
  await expectRefused(rig, rig.tokens.acme)
})
test('lets a token do what its scopes say and nothing else', async () => {
  const rig = await createScimRig()
  const [id = ''] = await rig.addUsers('ana', 1)
  const { token } = await rig.manage.createToken('acme', 'acme-scim', { scopes: ['users:read'] })
  const statusOf = async (method: string, path: string, body?: object) =>
    (await rig.call(method, path, body, { token })).status
  const user = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'bruno' }
  expect(await statusOf('GET', `/Users/${id}`)).toBe(200)
  expect(await statusOf('POST', '/Users/.search', {})).toBe(200)
  expect(await statusOf('GET', '/Schemas')).toBe(200)
  expect(await statusOf('GET', '/Groups')).toBe(403)
  expect(await statusOf('POST', '/Groups/.search', {})).toBe(403)
  expect(await statusOf('POST', '/.search', {})).toBe(403)
  expect(await statusOf('POST', '/Users', user)).toBe(403)
  expect(await statusOf('PUT', `/Users/${id}`, user)).toBe(403)
  expect(await statusOf('PATCH', `/Users/${id}`, {})).toBe(403)
  expect(await statusOf('DELETE', `/Users/${id}`)).toBe(403)
  const bulk = await rig.call(
    'POST',
    '/Bulk',
    {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations: [{ method: 'POST', path: '/Users', bulkId: 'a', data: user }],
    },
    { token },
  )
  expect(bulk.body.Operations).toMatchObject([{ status: '403', response: { status: '403' } }])
  expect((await rig.call('GET', '/Users')).body.totalResults).toBe(1)
})
test('shows nobody what belongs to another connection', async () => {
  const rig = await createScimRig()
  const [id = ''] = await rig.addUsers('ana', 1)
  const { body: group } = await rig.call('POST', '/Groups', { displayName: 'Buyers', members: [{ value: id }] })
  const other = { token: rig.tokens.globex }
  for (const path of [`/Users/${id}`, `/Groups/${group.id}`])
    for (const method of ['GET', 'DELETE']) {
      const answer = await rig.call(method, path, undefined, other)
      expect([answer.status, answer.body.status]).toEqual([404, '404'])
    }
  for (const path of [
    '/Users',
    '/Groups',
    '/',
    `/Users?filter=id eq "${id}"`,
    `/Groups?filter=members.value eq "${id}"`,
  ])
    expect((await rig.call('GET', path, undefined, other)).body).toMatchObject({ totalResults: 0, Resources: [] })
  const theirs = await rig.call('POST', '/Groups', { displayName: 'Buyers', members: [{ value: id }] }, other)
  expect([theirs.status, theirs.body.scimType]).toEqual([400, 'invalidValue'])
  expect((await rig.call('GET', `/Users/${id}`)).status).toBe(200)
})
test('limits requests per token and minute, and says when the next is answered', async () => {
  const rig = await createScimRig({ requestsPerMinute: 3 })
  rig.clock.now = new Date('2030-01-01T12:00:40Z')
  const statuses: number[] = []
  for (let index = 0; index < 4; index++) statuses.push((await rig.call('GET', '/Users')).status)
  expect(statuses).toEqual([200, 200, 200, 429])
  const refused = await rig.call('GET', '/Users')
  expect([refused.headers.get('retry-after'), refused.body.status]).toEqual(['20', '429'])
  expect((await rig.call('GET', '/Users', undefined, { token: rig.tokens.globex })).status).toBe(200)
  rig.clock.now = new Date('2030-01-01T12:01:00Z')
  expect((await rig.call('GET', '/Users')).status).toBe(200)
})
test('limits wrong tokens per address, and never a right one', async () => {
  const rig = await createScimRig()
  const statuses: number[] = []
  for (let index = 0; index < 61; index++)
    statuses.push((await rig.call('GET', '/Users', undefined, { token: unknown })).status)
  expect(statuses.filter((status) => status === 401)).toHaveLength(60)
  expect(statuses.at(-1)).toBe(429)
  expect((await rig.call('GET', '/Users')).status).toBe(200)
  expect((await rig.call('GET', '/Users', undefined, { token: unknown, ip: '192.0.2.2' })).status).toBe(401)
})
test('notes when a token was used, at most once a minute', async () => {
  const touched: Date[] = []
  const store = memoryStore()
  const { scimTokens } = store
  const watched: Store = {
    ...store,
    scimTokens: {
      ...scimTokens,
      touch: async (id, at) => {
        touched.push(at)
        await scimTokens.touch(id, at)
      },
    },
  }
  const rig = await createScimRig({ store: watched })
  await Promise.all([rig.call('GET', '/Users'), rig.call('GET', '/Users'), rig.call('GET', '/Groups')])
  rig.clock.now = new Date('2030-01-01T12:00:59Z')
  await rig.call('GET', '/Users')
  expect(touched).toEqual([new Date('2030-01-01T12:00:00Z')])
  rig.clock.now = new Date('2030-01-01T12:01:00Z')
  await rig.call('GET', '/Users')
  expect(touched).toHaveLength(2)
  expect((await rig.manage.listTokens('acme', 'acme-scim'))[0]?.lastUsedAt).toEqual(rig.clock.now)
})
test('answers also while that cannot be noted, and says so in the log', async () => {
  const store = memoryStore()
  const touch = async (): Promise<void> => {
    throw new Error('read only')
  }
  const rig = await createScimRig({ store: { ...store, scimTokens: { ...store.scimTokens, touch } } })
  expect((await rig.call('GET', '/Users')).status).toBe(200)
  await expect.poll(() => rig.logged.some((entry) => entry.includes('read only'))).toBe(true)
})
test('says 503 and when to come again while the store is away, and nothing of why', async () => {
  const store = memoryStore()
  const rig = await createScimRig({
    store: {
      ...store,
      users: {
        ...store.users,
        countOfScim: async () => {
          throw new Error('connection to postgres://user:secret@host refused')
        },
      },
    },
  })
  const answer = await rig.call('GET', '/Users')
  expect([answer.status, answer.body.status, answer.headers.get('retry-after')]).toEqual([503, '503', '5'])
  expect(JSON.stringify(answer.body)).not.toContain('secret')
})
test('keeps tokens and hashes out of the log', async () => {
  const rig = await createScimRig()
  await rig.call('GET', '/Users?filter=x')
  await rig.call('GET', '/Users', undefined, { token: unknown })
  const [listed] = await rig.store.scimTokens.list('acme', 'acme-scim')
  for (const secret of [unknown, rig.tokens.acme, listed?.hash ?? '']) expect(rig.logged.join('')).not.toContain(secret)
  expect(rig.logged.length).toBeGreaterThan(0)
})
test('answers without the version, with a trailing slash, and with flags of Entra', async () => {
  const rig = await createScimRig()
  for (const path of [
    `${scimUrl}/Users/`,
    `${scimUrl}/Users?aadOptscim062020`,
    `${scimUrl}/?aadOptscim062020`,
    'https://app.example.com/auth/scim/Users',
    'https://app.example.com/auth/scim/Users/?count=1',
  ])
    expect([path, (await rig.call('GET', path)).status]).toEqual([path, 200])
  const [id = ''] = await rig.addUsers('ana', 1)
  const { body } = await rig.call('GET', `https://app.example.com/auth/scim/Users/${id}`)
  expect(body.meta.location).toBe(`${scimUrl}/Users/${id}`)
})
