import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { verifyLog } from '../../src/events/verify-log.ts'
import { AuthError } from '../../src/model/auth-error.ts'
import type { Group } from '../../src/model/group.ts'
import type { Store } from '../../src/ports/store.ts'
import { memoryStore } from '../../src/stores/memory-store.ts'
import { sqliteStore } from '../../src/stores/sqlite-store.ts'
import {
  addPeople,
  createScimDirectoryRig,
  groupDraft,
  membersOf,
  userDraft,
  type ScimDirectoryRig,
} from '../support/scim-directory-rig.ts'

const folder = mkdtempSync(join(tmpdir(), 'launchpad-scim-races-'))
let opened: ReturnType<typeof sqliteStore>[] = []

afterEach(async () => {
  for (const store of opened) await store.close()
  opened = []
  for (const name of readdirSync(folder)) rmSync(join(folder, name))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const stores: Readonly<Record<string, () => Store>> = {
  memory: memoryStore,
  sqlite: () => {
    const store = sqliteStore(join(folder, 'auth.db'), { synchronous: 'normal' })
    opened.push(store)
    return store
  },
}

/** Those that went well, and the codes of the others. */
async function settle<T>(
  attempts: readonly Promise<T>[],
): Promise<{ readonly won: readonly T[]; readonly lost: readonly string[] }> {
  const results = await Promise.allSettled(attempts)
  return {
    won: results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
    lost: results.flatMap((result) =>
      result.status === 'rejected'
        ? [result.reason instanceof AuthError ? result.reason.code : String(result.reason)]
        : [],
    ),
  }
}

/** Until it was the one who wrote last, as the protocol does without `If-Match`. */
async function patch(
  { acme }: ScimDirectoryRig,
  { id }: Group,
  add: readonly string[],
  remove: readonly string[] = [],
): Promise<void> {
  for (;;) {
    const before = await acme.groups.find(id)
    if (before === null || (await acme.groups.replace(before, groupDraft(before.name), { add, remove })) !== null)
      return
  }
}

describe.each(Object.keys(stores))('with the store in %s, at the same time', (kind) => {
  const createRig = async (): Promise<ScimDirectoryRig> => createScimDirectoryRig({}, () => stores[kind]!())

  test('one of many clients makes a user, and the others are told of the conflict', async () => {
    const rig = await createRig()
    const drafts = Array.from({ length: 8 }, () => userDraft('ana', { externalId: '00u1', email: 'ana@acme.test' }))
    const { won, lost } = await settle(drafts.map(async (draft) => rig.acme.users.create(draft)))
    expect(won).toHaveLength(1)
    expect(lost).toEqual(Array.from({ length: 7 }, () => 'SCIM_CONFLICT'))
    expect(await rig.acme.users.count()).toBe(1)
    expect((await rig.told(0)).map(({ type }) => type)).toEqual(['user.created'])
  })
  test('one of many clients takes over a user who is there', async () => {
    const rig = await createRig()
    const { id } = await rig.users.create('acme', { email: 'ana@acme.test' })
    const drafts = Array.from({ length: 8 }, () => userDraft('ana', { email: 'ana@acme.test' }))
    const { won, lost } = await settle(drafts.map(async (draft) => rig.acme.users.create(draft)))
    expect(won).toMatchObject([{ id, version: 2 }])
    expect(lost).toEqual(Array.from({ length: 7 }, () => 'SCIM_CONFLICT'))
    expect(await rig.store.users.count('acme')).toBe(1)
  })
  test('two connections of one organization make one user of one address', async () => {
    const rig = await createRig()
    const draft = userDraft('ana', { email: 'ana@acme.test' })
    const { won, lost } = await settle([rig.acme.users.create(draft), rig.other.users.create(draft)])
    expect([won.length, lost]).toEqual([1, ['SCIM_CONFLICT']])
  })
  test('one of many clients brings back a user who was removed', async () => {
    const rig = await createRig()
    const first = await rig.acme.users.create(userDraft('ana', { externalId: '00u1' }))
    await rig.acme.users.remove(first)
    const names = ['ana', 'ana.souza', 'a.souza']
    const { won, lost } = await settle(
      names.map(async (name) => rig.acme.users.create(userDraft(name, { externalId: '00u1' }))),
    )
    expect(won).toMatchObject([{ id: first.id }])
    expect(lost).toEqual(['SCIM_CONFLICT', 'SCIM_CONFLICT'])
  })
  test('one of two users gets the userName that both want', async () => {
    const rig = await createRig()
    const people = [await rig.acme.users.create(userDraft('ana')), await rig.acme.users.create(userDraft('bruno'))]
    const { won, lost } = await settle(people.map(async (user) => rig.acme.users.replace(user, userDraft('eva'))))
    expect([won.length, lost]).toEqual([1, ['SCIM_CONFLICT']])
    expect((await rig.acme.users.list({ limit: 10 })).filter(({ username }) => username === 'eva')).toHaveLength(1)
  })
  test('one of many changes of a user is written, and the others are told that it was not theirs', async () => {
    const rig = await createRig()
    const before = await rig.acme.users.create(userDraft('ana'))
    const names = ['a', 'b', 'c', 'd']
    const { won, lost } = await settle(
      names.map(async (name) => rig.acme.users.replace(before, userDraft('ana', { name }))),
    )
    expect(lost).toEqual([])
    expect(won.filter((user) => user !== null)).toEqual([await rig.acme.users.find(before.id)])
  })
  test('one of many clients makes a group', async () => {
    const rig = await createRig()
    const people = await addPeople(rig, ['ana'])
    const { won, lost } = await settle(
      Array.from({ length: 5 }, async () => rig.acme.groups.create(groupDraft('Buyers'), people)),
    )
    expect([won.length, new Set(lost)]).toEqual([1, new Set(['SCIM_CONFLICT'])])
    expect(await membersOf(rig, won[0]!)).toEqual(people)
  })
  test('many put people into one group, and all are in it with the role it gives', async () => {
    const rig = await createRig()
    const people = await addPeople(
      rig,
      Array.from({ length: 12 }, (_, index) => `u${index}`),
    )
    const [first = '', ...others] = people
    const group = await rig.acme.groups.create(groupDraft('Buyers'), [first])
    await rig.roles.map('acme', { groupId: group.id, role: 'buyer' })
    await Promise.all([...others.map(async (id) => patch(rig, group, [id])), patch(rig, group, [], [first])])
    expect(await membersOf(rig, group)).toEqual(others)
    const found = await rig.acme.users.findMany(people)
    expect(
      found
        .filter(({ roles }) => roles[0] === 'buyer')
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(others)
    const told = (await rig.told(0)).filter(({ type }) => type.startsWith('group.member_'))
    expect(told).toHaveLength(13)
    expect(await verifyLog(rig.store.events, 'acme')).toMatchObject({ ok: true })
  })
  test('who comes in, goes or is moved while their group goes ends without its role', async () => {
    const rig = await createRig()
    const people = await addPeople(rig, ['ana', 'bruno', 'eva'])
    const [ana = '', bruno = '', eva = ''] = people
    const group = await rig.acme.groups.create(groupDraft('Buyers'), [ana])
    await rig.roles.map('acme', { groupId: group.id, role: 'buyer', targetOrganizationId: 'acme-north' })
    await rig.roles.reconcile('acme')
    await Promise.all([
      patch(rig, group, [bruno]),
      patch(rig, group, [eva], [ana]),
      rig.acme.groups.remove(group),
      rig.acme.users.replace((await rig.acme.users.find(ana))!, userDraft('ana', { name: 'Ana Souza' })),
    ])
    expect(await rig.acme.groups.find(group.id)).toBeNull()
    expect((await rig.acme.users.findMany(people)).map(({ roles }) => roles)).toEqual([[], [], []])
    expect(await rig.roles.reconcile('acme')).toMatchObject({ changed: 0 })
  })
  test('a connection that is removed leaves nobody behind whom nobody can change', async () => {
    const rig = await createRig()
    const drafts = Array.from({ length: 10 }, (_, index) => userDraft(`u${index}`))
    const { lost } = await settle<unknown>([
      ...drafts.slice(0, 5).map(async (draft) => rig.acme.users.create(draft)),
      rig.store.connections.remove('acme', 'acme-scim'),
      ...drafts.slice(5).map(async (draft) => rig.acme.users.create(draft)),
      rig.acme.groups.create(groupDraft('Buyers'), []),
    ])
    expect(lost.filter((code) => code !== 'SCIM_UNAUTHORIZED')).toEqual([])
    const { users } = await rig.users.list('acme')
    expect(users.filter(({ source, scimConnectionId }) => source === 'scim' || scimConnectionId !== null)).toEqual([])
    expect(await rig.store.groups.list({ organizationId: 'acme', limit: 10 })).toEqual([])
  })
})
