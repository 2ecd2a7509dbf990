import { expect, test } from 'vitest'
import type { SessionRecord } from '../model/session-record.ts'
import { sealSecrets, type KeptSecrets } from './sealed-secrets.ts'
import { createSessionRoles, type SessionRoles } from './session-roles.ts'

/** Seals nothing: what is kept is not the matter here. */
const box = { seal: (text: string) => text, open: (text: string) => text }
const nothing: KeptSecrets = {
  idToken: null,
  nameId: null,
  sessionIndex: null,
  tokens: null,
  roles: null,
  upstream: null,
}

/** Sessions that all have these roles, and how often each was asked for. */
function rig(roles: readonly string[] | null): SessionRoles & { readonly asked: string[] } {
  const asked: string[] = []
  const find = async (id: string): Promise<SessionRecord | null> => {
    asked.push(id)
    const sealed = await sealSecrets(id, { ...nothing, roles }, async () => box)
    return { id, sealed } as SessionRecord
  }
  const { find: findRoles, keep } = createSessionRoles({ store: { sessions: { find } }, secretBox: async () => box })
  return { find: findRoles, keep, asked }
}

test('asks once, for many at once and for all who come later', async () => {
  const { find, asked } = rig(['buyer'])
  expect(await Promise.all([find('s1'), find('s1'), find('s1')])).toEqual([['buyer'], ['buyer'], ['buyer']])
  await find('s1')
  expect(asked).toEqual(['s1'])
})
test('does not ask for what began here', async () => {
  const { find, keep, asked } = rig(null)
  keep('s1', ['buyer'])
  expect(await find('s1')).toEqual(['buyer'])
  expect(asked).toEqual([])
})
test('asks again where nothing was found', async () => {
  const { find, asked } = rig(null)
  expect(await find('s1')).toBeNull()
  expect(await find('s1')).toBeNull()
  expect(asked).toHaveLength(2)
})
test('forgets those that were not used for longest when they are too many', async () => {
  const { find, asked } = rig(['x'.repeat(1_000_000)])
  for (let index = 0; index < 15; index++) await find(`s${index}`)
  await find('s0')
  await find('s15')
  expect(asked).toHaveLength(16)
  await find('s0')
  expect(asked).toHaveLength(16)
  await find('s1')
  expect(asked.at(-1)).toBe('s1')
  expect(asked).toHaveLength(17)
})
