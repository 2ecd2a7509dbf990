import { describe, expect, test } from 'vitest'
import { createDirectoryRig, noon } from '../../test/support/directory-rig.ts'

const ana = { email: 'ana@acme.test', name: 'Ana Souza' }
const by = { actor: { type: 'user', id: 'admin-1' }, ip: '192.0.2.1', userAgent: 'Browser/1.0' } as const

describe('users.list', () => {
  test('pages in the order of ids until there are no more', async () => {
    const { users } = await createDirectoryRig()
    const made = await Promise.all(
      ['a', 'b', 'c', 'd', 'e'].map(async (letter) => users.create('acme', { username: letter })),
    )
    const seen: string[] = []
    let after: string | null = null
    do {
      const page: Awaited<ReturnType<typeof users.list>> = await users.list('acme', {
        limit: 2,
        ...(after && { after }),
      })
      expect(page.users.length).toBeLessThanOrEqual(2)
      seen.push(...page.users.map(({ id }) => id))
      after = page.cursor
    } while (after !== null)
    expect(seen).toEqual(made.map(({ id }) => id).toSorted())
    expect((await users.list('acme', { limit: 5 })).cursor).toBeNull()
  })
  test('takes the people of subs along when asked, and filters', async () => {
    const { users } = await createDirectoryRig()
    await users.create('acme', { ...ana, status: 'blocked' })
    await users.create('acme-north', { email: 'bruno@acme.test', name: 'Bruno Lima' })
    await users.create('globex', { email: 'bruno@globex.test' })
    const emails = async (query: object): Promise<readonly string[]> =>
      (await users.list('acme', query)).users.map(({ email }) => email ?? '').toSorted()
    expect(await emails({})).toEqual(['ana@acme.test'])
    expect(await emails({ includeSubOrganizations: true })).toEqual(['ana@acme.test', 'bruno@acme.test'])
    expect(await emails({ includeSubOrganizations: true, statuses: ['blocked'] })).toEqual(['ana@acme.test'])
    expect(await emails({ includeSubOrganizations: true, search: ' LIMA ' })).toEqual(['bruno@acme.test'])
    expect(await emails({ search: ' ' })).toEqual(['ana@acme.test'])
  })
  test('leaves out who has no role where the main organization requires one', async () => {
    const { users } = await createDirectoryRig({ roleRequired: true })
    for (const organizationId of ['acme', 'acme-north']) {
      await users.create(organizationId, { username: 'with', role: 'buyer' })
      await users.create(organizationId, { username: 'without' })
      const names = async (query: object): Promise<readonly string[]> =>
        (await users.list(organizationId, query)).users.map(({ username }) => username ?? '').toSorted()
      expect(await names({})).toEqual(['with'])
      expect(await names({ includeWithoutRole: true })).toEqual(['with', 'without'])
    }
  })
  test('refuses cursors that are none of this list, and filters that are none', async () => {
    const { users } = await createDirectoryRig()
    for (const name of ['a', 'b']) await users.create('acme', { username: name })
    const { cursor } = await users.list('acme', { limit: 1 })
    const forged = Buffer.from(JSON.stringify(['users', 'acme', 'a\u0000'])).toString('base64url')
    for (const after of ['x', '', 7, null, 'W10', forged])
      await expect(users.list('acme', { after: after as string })).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
    await expect(users.list('globex', { after: cursor ?? '' })).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
    await expect(users.listLoginsOfOrganization('acme', { after: cursor ?? '' })).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
    })
    for (const query of [
      { limit: 0 },
      { limit: 1001 },
      { limit: '5' },
      { statuses: ['x'] },
      { search: 7 },
      { role: 'x' },
    ])
      await expect(users.list('acme', query as object)).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
  })
})

describe('links and logins', () => {
  const login = (id: string, userId: string, connectionId: string) =>
    ({
      id,
      organizationId: 'acme',
      type: 'login.succeeded',
      occurredAt: noon,
      actor: { type: 'user', id: userId },
      target: { type: 'user', id: userId },
      ip: '192.0.2.1',
      userAgent: null,
      outcome: 'success',
      reason: null,
      data: { connectionId, loginId: id },
    }) as const
  test('unlink forgets who somebody is at a connection, once', async () => {
    const { users, store, eventsOf } = await createDirectoryRig()
    const user = await users.create('acme', ana)
    const link = { connectionId: 'acme-saml', subject: 's1' }
    await store.users.link(user, link)
    await users.unlink('acme', user.id, 'acme-saml', by)
    expect(await store.users.findByLink(link)).toBeNull()
    expect((await eventsOf('acme', 1)).map(({ type, data, actor }) => ({ type, data, actor }))).toEqual([
      { type: 'user.unlinked', data: { old: link, new: null }, actor: by.actor },
    ])
    await expect(users.unlink('acme', user.id, 'acme-saml')).rejects.toMatchObject({ code: 'CONNECTION_NOT_FOUND' })
  })
  test('a page of logins is so many people, each with all connections', async () => {
    const { users, store } = await createDirectoryRig()
    const ids: string[] = []
    for (const name of ['a', 'b', 'c']) ids.push((await users.create('acme', { username: name })).id)
    for (const id of ids)
      await store.events.append([login(`${id}-1`, id, 'c1'), login(`${id}-2`, id, 'c1'), login(`${id}-3`, id, 'c2')])
    const [first, second] = ids.toSorted() as [string, string]
    expect(await users.listLogins('acme', first)).toMatchObject([
      { userId: first, connectionId: 'c1', count: 2, lastIp: '192.0.2.1' },
      { userId: first, connectionId: 'c2', count: 1 },
    ])
    const page = await users.listLoginsOfOrganization('acme', { limit: 2 })
    expect(page.logins.map(({ userId }) => userId)).toEqual([first, first, second, second])
    const rest = await users.listLoginsOfOrganization('acme', { limit: 2, after: page.cursor ?? '' })
    expect(rest.logins).toHaveLength(2)
    expect(rest.cursor).toBeNull()
    expect((await users.listLoginsOfOrganization('acme', { connectionId: 'c2' })).logins).toHaveLength(3)
  })
})
