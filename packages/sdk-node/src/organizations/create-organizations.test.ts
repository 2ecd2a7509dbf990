import { expect, test } from 'vitest'
import type { AuthEvent } from '../model/event.ts'
import type { OrganizationRecord } from '../model/organization.ts'
import type { Store } from '../ports/store.ts'
import { memoryStore } from '../stores/memory-store.ts'
import { createOrganizations } from './create-organizations.ts'
import type { ManageOrganizations, OrganizationDraft } from './manage-organizations.ts'

const now = new Date('2030-01-01T00:00:00Z')
const later = new Date('2030-01-02T00:00:00Z')
const nothing = { maximumAgeSeconds: null, contexts: [], methods: [], sessionMaximumSeconds: null }
const administrator = { actor: { type: 'user', id: 'u1' }, ip: '192.0.2.1', userAgent: 'Browser/1.0' } as const

function create(store: Store = memoryStore()): { readonly organizations: ManageOrganizations; readonly store: Store } {
  return { organizations: createOrganizations({ store, now: () => now }), store }
}
const eventsOf = (store: Store, organizationId: string): Promise<readonly AuthEvent[]> =>
  store.events.list({ organizationId, limit: 100 })
/** As JavaScript may call it. */
const wrong = (value: unknown): OrganizationDraft => value as OrganizationDraft

test('makes an organization of a name alone', async () => {
  const { organizations } = create()
  const made = await organizations.create({ name: '  Acme ' })
  expect(made).toEqual({
    id: made.id,
    name: 'Acme',
    supportContact: null,
    parentId: null,
    branding: { logoUrl: null, primaryColor: null, backgroundColor: null },
    locale: null,
    settings: { passwordSignIn: true, roleRequired: false, rolePriority: [], authentication: nothing },
    createdAt: now,
    updatedAt: now,
    version: 1,
  })
  expect(made.id).toMatch(/^[a-z0-9-]{36}$/)
  expect(await organizations.get(made.id)).toEqual(made)
  expect((await organizations.create({ name: 'Acme' })).id).not.toBe(made.id)
})

test('keeps everything it is told, colours and addresses in one form', async () => {
  const { organizations } = create()
  const made = await organizations.create({
    id: 'acme',
    name: 'Acme',
    supportContact: 'it@acme.test',
    branding: { logoUrl: 'https://CDN.acme.test/logo.png', primaryColor: '#F0A', backgroundColor: '#FAFAFA' },
    locale: 'pt-BR',
    settings: { roleRequired: true, rolePriority: ['admin', 'buyer'] },
  })
  expect(made).toMatchObject({
    branding: { logoUrl: 'https://cdn.acme.test/logo.png', primaryColor: '#ff00aa', backgroundColor: '#fafafa' },
    locale: 'pt-BR',
    settings: { passwordSignIn: true, roleRequired: true, rolePriority: ['admin', 'buyer'] },
  })
})

const id64 = 'a'.repeat(64)
test.each<[string, unknown]>([
  ['nothing', undefined],
  ['a list', []],
  ['no name', { id: 'acme' }],
  ['an empty name', { name: ' ' }],
  ['a name that is too long', { name: 'a'.repeat(201) }],
  ['a name that is no text', { name: 42 }],
  ['a name with a line feed', { name: 'Acme\nGlobex' }],
  ['a name with NUL', { name: 'Acme\0' }],
  ['a name that turns the text around it', { name: 'Acme\u202Egpj' }],
  ['a name with half a character', { name: 'Acme\uD800' }],
  ['an id in upper case', { name: 'Acme', id: 'Acme' }],
  ['an id with an underscore', { name: 'Acme', id: 'a_b' }],
  ['an id that ends with a hyphen', { name: 'Acme', id: 'acme-' }],
  ['an id that is too long', { name: 'Acme', id: `${id64}a` }],
  ['an id that is null', { name: 'Acme', id: null }],
  ['a parent that is no text', { name: 'Acme', parentId: 1 }],
  ['a contact that is no text', { name: 'Acme', supportContact: {} }],
  ['a contact that is no address though it begins like one', { name: 'Acme', supportContact: 'https://' }],
  ['a language we do not speak', { name: 'Acme', locale: 'de' }],
  ['a language in another case', { name: 'Acme', locale: 'pt-br' }],
  ['a branding that is none', { name: 'Acme', branding: null }],
  ['a part of a branding nobody knows', { name: 'Acme', branding: { color: '#ffffff' } }],
  ['a logo over http', { name: 'Acme', branding: { logoUrl: 'http://cdn.acme.test/logo.png' } }],
  ['a logo in a data URL', { name: 'Acme', branding: { logoUrl: 'data:image/png;base64,AA==' } }],
  ['a logo with credentials', { name: 'Acme', branding: { logoUrl: 'https://a:b@cdn.acme.test/' } }],
  ['a logo at a host that would change a policy', { name: 'Acme', branding: { logoUrl: 'https://a.b;sandbox/' } }],
  ['a logo at any host', { name: 'Acme', branding: { logoUrl: 'https://*.test/' } }],
  ['a logo at an address', { name: 'Acme', branding: { logoUrl: 'https://192.0.2.1/logo.png' } }],
  ['a colour by name', { name: 'Acme', branding: { primaryColor: 'red' } }],
  ['a colour that closes the style', { name: 'Acme', branding: { backgroundColor: '#fff;}</style>' } }],
  ['a colour with transparency', { name: 'Acme', branding: { primaryColor: '#ffffff80' } }],
  ['a switch that is text', { name: 'Acme', settings: { roleRequired: 'true' } }],
  ['a setting nobody knows', { name: 'Acme', settings: { rolesRequired: true } }],
  ['roles that are text', { name: 'Acme', settings: { rolePriority: 'admin' } }],
  ['a role that is no text', { name: 'Acme', settings: { rolePriority: ['admin', 1] } }],
  ['a policy that is none', { name: 'Acme', settings: { authentication: null } }],
  ['a policy with a misspelt part', { name: 'Acme', settings: { authentication: { maxAge: 60 } } }],
  ['an age that is no number', { name: 'Acme', settings: { authentication: { maximumAgeSeconds: '60' } } }],
  ['an age below nothing', { name: 'Acme', settings: { authentication: { maximumAgeSeconds: -1 } } }],
  ['half a second', { name: 'Acme', settings: { authentication: { maximumAgeSeconds: 0.5 } } }],
  ['sessions of no length', { name: 'Acme', settings: { authentication: { sessionMaximumSeconds: 0 } } }],
  ['sessions without end', { name: 'Acme', settings: { authentication: { sessionMaximumSeconds: Infinity } } }],
  ['a context that is no list', { name: 'Acme', settings: { authentication: { contexts: 'phr' } } }],
  ['two contexts as one', { name: 'Acme', settings: { authentication: { contexts: ['phr phrh'] } } }],
  ['a method that is no text', { name: 'Acme', settings: { authentication: { methods: [1] } } }],
  ['a role twice', { name: 'Acme', settings: { rolePriority: ['admin', 'buyer', 'admin'] } }],
  ['a field nobody knows', { name: 'Acme', nmae: 'Acme' }],
  ['a field that JSON can name', JSON.parse('{"name":"Acme","__proto__":{"id":"globex"}}')],
])('refuses %s, and writes nothing', async (_, draft) => {
  const { organizations } = create()
  await expect(organizations.create(wrong(draft))).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
  expect((await organizations.list()).organizations).toEqual([])
})

test('says what it wanted and what it got', async () => {
  const { organizations } = create()
  await expect(organizations.create({ name: 'Acme', branding: { primaryColor: 'red' } })).rejects.toMatchObject({
    detail: `branding.primaryColor: wanted a colour such as '#1d4fd7', got "red"`,
  })
})

test('takes the longest id there can be', async () => {
  expect((await create().organizations.create({ name: 'Acme', id: id64 })).id).toBe(id64)
})

test('refuses an id that is taken', async () => {
  const { organizations, store } = create()
  await organizations.create({ id: 'acme', name: 'Acme' })
  await expect(organizations.create({ id: 'acme', name: 'Other' })).rejects.toMatchObject({
    code: 'ORGANIZATION_CONFLICT',
  })
  expect((await organizations.get('acme')).name).toBe('Acme')
  expect(await eventsOf(store, 'acme')).toHaveLength(1)
})

test.each(['globex', 'Acme', '', '\0', undefined, 7])('finds nothing under the id %j', async (id) => {
  const { organizations } = create()
  await organizations.create({ id: 'acme', name: 'Acme' })
  expect(await organizations.find(id as string)).toBeNull()
  const notFound = { code: 'ORGANIZATION_NOT_FOUND' }
  await expect(organizations.get(id as string)).rejects.toMatchObject(notFound)
  await expect(organizations.update(id as string, { name: 'Other' })).rejects.toMatchObject(notFound)
  await expect(organizations.remove(id as string)).rejects.toMatchObject(notFound)
})

test('changes what it is told and leaves the rest', async () => {
  const { organizations } = create()
  const settings = { roleRequired: true, rolePriority: ['admin'] }
  const branding = { logoUrl: 'https://cdn.acme.test/logo.png', primaryColor: '#123456' }
  await organizations.create({ id: 'acme', name: 'Acme', supportContact: 'it@acme.test', branding, settings })
  const changed = await organizations.update('acme', {
    name: 'Acme Inc.',
    branding: { primaryColor: null },
    settings: { roleRequired: false },
  })
  expect(changed).toMatchObject({
    name: 'Acme Inc.',
    supportContact: 'it@acme.test',
    branding: { logoUrl: 'https://cdn.acme.test/logo.png', primaryColor: null },
    settings: { passwordSignIn: true, roleRequired: false, rolePriority: ['admin'] },
    version: 2,
  })
  expect(await organizations.get('acme')).toEqual(changed)
})

test('changes a part of the policy and leaves the rest', async () => {
  const { organizations, store } = create()
  await organizations.create({ id: 'acme', name: 'Acme', settings: { authentication: { contexts: ['phr', 'phr'] } } })
  const policy = { maximumAgeSeconds: 3600, methods: ['mfa'] }
  const { settings } = await organizations.update('acme', { settings: { authentication: policy } })
  expect(settings.authentication).toEqual({ ...nothing, ...policy, contexts: ['phr'] })
  await organizations.update('acme', { settings: { authentication: { maximumAgeSeconds: 3600 }, roleRequired: false } })
  await organizations.update('acme', { settings: { authentication: { maximumAgeSeconds: null } } })
  expect((await eventsOf(store, 'acme')).map(({ data }) => data)).toMatchObject([
    { new: { settings: { authentication: { ...nothing, contexts: ['phr'] } } } },
    {
      old: { settings: { authentication: { maximumAgeSeconds: null } } },
      new: { settings: { authentication: policy } },
    },
    {
      old: { settings: { authentication: policy } },
      new: { settings: { authentication: { maximumAgeSeconds: null } } },
    },
  ])
})

test('gives a record of a version before the whole policy, once something of it is set', async () => {
  const { organizations, store } = create()
  const made = await organizations.create({ id: 'acme', name: 'Acme' })
  const { passwordSignIn, roleRequired, rolePriority } = made.settings
  const settings = { passwordSignIn, roleRequired, rolePriority }
  expect(await store.organizations.replace({ ...made, settings, version: 2 })).toBe(true)
  expect((await organizations.get('acme')).settings.authentication).toEqual(nothing)
  await organizations.update('acme', { settings: { authentication: { methods: [] } } })
  expect(await eventsOf(store, 'acme')).toHaveLength(1)
  await organizations.update('acme', { settings: { authentication: { methods: ['mfa'] } } })
  expect((await store.organizations.find('acme'))?.settings?.authentication).toEqual({ ...nothing, methods: ['mfa'] })
})

test.each([{ id: 'globex' }, { parentId: null }, { parentId: 'globex' }, { version: 7 }, null, 'Acme'])(
  'refuses to change %j',
  async (changes) => {
    const { organizations, store } = create()
    await organizations.create({ id: 'acme', name: 'Acme' })
    await expect(organizations.update('acme', wrong(changes))).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
    expect(await eventsOf(store, 'acme')).toHaveLength(1)
  },
)

test('writes nothing when nothing changes', async () => {
  const { organizations, store } = create()
  const made = await organizations.create({ id: 'acme', name: 'Acme', branding: { primaryColor: '#123456' } })
  const same = { name: 'Acme ', branding: { primaryColor: '#123456' }, settings: { passwordSignIn: true } }
  expect(await organizations.update('acme', same)).toEqual(made)
  expect(await organizations.update('acme', {})).toEqual(made)
  expect(await eventsOf(store, 'acme')).toHaveLength(1)
})

test('tells of every write who did it, from where, and only what changed', async () => {
  const { organizations, store } = create()
  await organizations.create({ id: 'acme', name: 'Acme' }, administrator)
  await organizations.update('acme', { name: 'Acme Inc.', locale: 'es' })
  await organizations.remove('acme', administrator)
  const branding = { logoUrl: null, primaryColor: null, backgroundColor: null }
  const settings = { passwordSignIn: true, roleRequired: false, rolePriority: [], authentication: nothing }
  const values = { name: 'Acme', supportContact: null, parentId: null, branding, locale: null, settings }
  const { actor, ip, userAgent } = administrator
  const target = { type: 'organization', id: 'acme' }
  const by = { actor, ip, userAgent, target, occurredAt: now, outcome: 'success', reason: null }
  const byApi = { ...by, actor: { type: 'api', id: null }, ip: null, userAgent: null }
  expect(await eventsOf(store, 'acme')).toMatchObject([
    { ...by, type: 'organization.created', data: { old: null, new: values } },
    {
      ...byApi,
      type: 'organization.updated',
      data: { old: { name: 'Acme', locale: null }, new: { name: 'Acme Inc.', locale: 'es' } },
    },
    { ...by, type: 'organization.deleted', data: { old: { ...values, name: 'Acme Inc.', locale: 'es' }, new: null } },
  ])
})

test('gives a sub-organization the settings of its main organization, at any time', async () => {
  const { organizations, store } = create()
  await organizations.create({ id: 'acme', name: 'Acme', settings: { roleRequired: true } })
  const sub = await organizations.create({ id: 'acme-eu', name: 'Acme EU', parentId: 'acme' })
  expect(sub).toMatchObject({ parentId: 'acme', settings: { roleRequired: true, passwordSignIn: true } })
  expect((await store.organizations.find('acme-eu'))?.settings).toBeNull()
  await organizations.update('acme', { settings: { passwordSignIn: false } })
  const settings = { roleRequired: true, passwordSignIn: false, rolePriority: [], authentication: nothing }
  expect((await organizations.get('acme-eu')).settings).toEqual(settings)
  const { organizations: listed } = await organizations.list({ parentId: 'acme' })
  expect(listed.map((one) => one.settings)).toEqual([settings])
})

test('lets nobody set for a sub-organization what only the main organization may', async () => {
  const { organizations } = create()
  const inherited = { code: 'ORGANIZATION_SETTING_INHERITED' }
  const settings = { passwordSignIn: false }
  await organizations.create({ id: 'acme', name: 'Acme' })
  await expect(
    organizations.create({ id: 'acme-eu', name: 'Acme EU', parentId: 'acme', settings }),
  ).rejects.toMatchObject(inherited)
  expect(await organizations.find('acme-eu')).toBeNull()
  await organizations.create({ id: 'acme-eu', name: 'Acme EU', parentId: 'acme' })
  await expect(organizations.update('acme-eu', { name: 'Europe', settings })).rejects.toMatchObject(inherited)
  expect(await organizations.get('acme-eu')).toMatchObject({ name: 'Acme EU', settings: { passwordSignIn: true } })
})

test('knows two levels only', async () => {
  const { organizations } = create()
  await organizations.create({ id: 'acme', name: 'Acme' })
  await organizations.create({ id: 'acme-eu', name: 'Acme EU', parentId: 'acme' })
  const below = { id: 'acme-de', name: 'Acme DE' }
  await expect(organizations.create({ ...below, parentId: 'acme-eu' })).rejects.toMatchObject({
    code: 'ORGANIZATION_CONFLICT',
  })
  for (const parentId of ['globex', below.id])
    await expect(organizations.create({ ...below, parentId })).rejects.toMatchObject({ code: 'ORGANIZATION_NOT_FOUND' })
  expect(await organizations.find(below.id)).toBeNull()
})

test('removes a main organization only after its subs', async () => {
  const { organizations } = create()
  await organizations.create({ id: 'acme', name: 'Acme' })
  await organizations.create({ id: 'acme-eu', name: 'Acme EU', parentId: 'acme' })
  await expect(organizations.remove('acme')).rejects.toMatchObject({ code: 'ORGANIZATION_CONFLICT' })
  await organizations.remove('acme-eu')
  await organizations.remove('acme')
  expect(await organizations.find('acme')).toBeNull()
})

test('lists all, main ones or subs, page by page', async () => {
  const { organizations } = create()
  for (const id of ['acme', 'example', 'globex']) await organizations.create({ id, name: id })
  await organizations.create({ id: 'acme-eu', name: 'Acme EU', parentId: 'acme' })
  const list = async (query: Parameters<ManageOrganizations['list']>[0]): Promise<unknown> => {
    const page = await organizations.list(query)
    return [...page.organizations.map(({ id }) => id), page.cursor]
  }
  expect(await list(undefined)).toEqual(['acme', 'acme-eu', 'example', 'globex', null])
  expect(await list({ parentId: null, limit: 2 })).toEqual(['acme', 'example', 'example'])
  expect(await list({ parentId: null, limit: 2, after: 'example' })).toEqual(['globex', null])
  expect(await list({ limit: 4 })).toEqual(['acme', 'acme-eu', 'example', 'globex', null])
  expect(await list({ parentId: 'acme' })).toEqual(['acme-eu', null])
  expect(await list({ parentId: 'globex' })).toEqual([null])
})

test.each([
  { limit: 0 },
  { limit: 1001 },
  { limit: 1.5 },
  { limit: '10' },
  { after: 7 },
  { parentId: 7 },
  { name: 'A' },
  7,
])('refuses the query %j', async (query) => {
  await expect(create().organizations.list(query as object)).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
})

/** A store where somebody else writes after each of the first reads. */
function contended(store: Store, times: number): Store {
  let left = times
  const find = async (id: string): Promise<OrganizationRecord | null> => {
    const found = await store.organizations.find(id)
    if (found !== null && left-- > 0)
      await store.organizations.replace({ ...found, supportContact: `${left}`, version: found.version + 1 })
    return found
  }
  return { ...store, organizations: { ...store.organizations, find } }
}

test('writes over what somebody else has just written without losing it', async () => {
  const store = memoryStore()
  await create(store).organizations.create({ id: 'acme', name: 'Acme' })
  const { organizations } = create(contended(store, 2))
  expect(await organizations.update('acme', { name: 'Acme Inc.' })).toMatchObject({
    name: 'Acme Inc.',
    supportContact: '0',
    version: 4,
  })
  expect(await eventsOf(store, 'acme')).toHaveLength(2)
})

test('gives up when somebody else keeps writing', async () => {
  const store = memoryStore()
  await create(store).organizations.create({ id: 'acme', name: 'Acme' })
  const { organizations } = create(contended(store, 3))
  await expect(organizations.update('acme', { name: 'Acme Inc.' })).rejects.toMatchObject({ code: 'WRITE_CONFLICT' })
  expect((await store.organizations.find('acme'))?.name).toBe('Acme')
  expect(await eventsOf(store, 'acme')).toHaveLength(1)
})

test('says when an organization was made and when it was changed', async () => {
  const store = memoryStore()
  await create(store).organizations.create({ id: 'acme', name: 'Acme' })
  const changed = await createOrganizations({ store, now: () => later }).update('acme', { name: 'Acme Inc.' })
  expect([changed.createdAt, changed.updatedAt]).toEqual([now, later])
})
