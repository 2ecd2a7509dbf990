import { beforeAll, expect, test } from 'vitest'
import { createScimRig, type ScimAnswer, type ScimRig } from '../support/scim-rig.ts'

const core = 'urn:ietf:params:scim:schemas:core:2.0:User'
const searchRequest = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest'
const total = 1203
let rig: ScimRig
/** In the order of their coming; every third is a buyer, every one has another department. */
const ids: string[] = []
const groupIds: string[] = []

beforeAll(async () => {
  rig = await createScimRig()
  for (let index = 0; index < total; index++) {
    const { body } = await rig.call('POST', '/Users', {
      schemas: [core],
      userName: `user-${String(index).padStart(4, '0')}`,
      externalId: `ext-${index}`,
      // Another order than that of their coming.
      displayName: `Person ${String((index * 7) % total).padStart(4, '0')}`,
      emails: [
        { value: `User-${index}@acme.test`, type: 'work' },
        { value: `u${index}@home.test`, type: 'home' },
      ],
      ...(index % 3 === 0 && { title: 'Buyer' }),
    })
    ids.push(body.id)
  }
  for (let index = 0; index < 3; index++) {
    const members = ids.slice(0, index).map((value) => ({ value }))
    groupIds.push(
      (await rig.call('POST', '/Groups', { displayName: `Group ${index}`, externalId: `g${index}`, members })).body.id,
    )
  }
})

const list = async (path: string): Promise<ScimAnswer['body']> => {
  const { status, body } = await rig.call('GET', path)
  expect([status, body]).toEqual([200, body])
  return body
}
const idsOf = (body: ScimAnswer['body']): readonly string[] => body.Resources.map(({ id }: { id: string }) => id)

/** Every page of a list by its cursors. */
async function walk(path: string): Promise<readonly ScimAnswer['body'][]> {
  const pages = [await list(`${path}&cursor`)]
  for (let cursor = pages[0].nextCursor; cursor !== undefined; cursor = pages.at(-1).nextCursor)
    pages.push(await list(`${path}&cursor=${cursor}`))
  return pages
}

test('lists in the order of coming, with the right total on every page', async () => {
  expect(await list('/Users')).toMatchObject({ totalResults: total, startIndex: 1, itemsPerPage: 100 })
  const body = await list('/Users?startIndex=1201&count=10')
  expect(body).toMatchObject({ totalResults: total, startIndex: 1201, itemsPerPage: 3 })
  expect(idsOf(body)).toEqual(ids.slice(1200))
  expect(body).not.toHaveProperty('nextCursor')
})
test.each([
  ['startIndex=0&count=2', 1, 2],
  ['startIndex=-5&count=2', 1, 2],
  ['count=0', 1, 0],
  ['count=-3', 1, 0],
  ['count=5000', 1, 1000],
  ['startIndex=9999', 9999, 0],
])('answers %s from %i with %i, as whole numbers', async (query, startIndex, itemsPerPage) => {
  const body = await list(`/Users?${query}`)
  expect(body).toMatchObject({ totalResults: total, startIndex, itemsPerPage })
  expect(body.Resources).toHaveLength(itemsPerPage)
})
test('answers the question of Entra for somebody random with an empty list', async () => {
  expect(await list('/Users?filter=userName eq "6f1c9a4e-0000-4000-8000-000000000000"')).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: 0,
    itemsPerPage: 0,
    startIndex: 1,
    Resources: [],
  })
})
test.each([
  ['userName eq "USER-0007"', [7]],
  ['externalId eq "ext-7"', [7]],
  ['externalId eq "EXT-7"', []],
  ['emails.value eq "user-7@ACME.test"', [7]],
  ['emails[type eq "work"].value eq "user-7@acme.test"', [7]],
  ['emails[type eq "home"].value eq "user-7@acme.test"', []],
  ['userName eq "user-0007" and title pr', []],
  ['userName eq "user-0006" and title pr', [6]],
  ['userName eq "user-0009" or externalId eq "ext-2" or externalId eq "ext-9"', [2, 9]],
  ['userName ge "user-1199" and not (title pr)', [1199, 1201, 1202]],
  ['userName ew "202" or displayName ew "0003"', [202, 1202, 516]],
])('finds users with %s', async (filter, found) => {
  const body = await list(`/Users?filter=${encodeURIComponent(filter)}`)
  expect(body.totalResults).toBe(found.length)
  expect(new Set(idsOf(body))).toEqual(new Set(found.map((index) => ids[index])))
})
test('finds users by their id, and by their groups', async () => {
  expect(idsOf(await list(`/Users?filter=id eq "${ids[5]}"`))).toEqual([ids[5]])
  expect(idsOf(await list(`/Users?filter=groups.value eq "${groupIds[2]}"`))).toEqual(ids.slice(0, 2))
  expect(idsOf(await list('/Users?filter=groups.display eq "group 1" and userName pr'))).toEqual(ids.slice(0, 1))
})
test('finds groups by name, external id, id and members', async () => {
  expect(idsOf(await list('/Groups?filter=displayName eq "GROUP 1"&excludedAttributes=members'))).toEqual([groupIds[1]])
  expect(idsOf(await list('/Groups?filter=externalId eq "g2"'))).toEqual([groupIds[2]])
  expect(idsOf(await list(`/Groups?filter=id eq "${groupIds[2]}"`))).toEqual([groupIds[2]])
  expect(idsOf(await list(`/Groups?filter=members.value eq "${ids[0]}"`))).toEqual(groupIds.slice(1))
  expect(idsOf(await list(`/Groups?filter=members.value eq "${ids[0]}" and members.value eq "${ids[1]}"`))).toEqual([
    groupIds[2],
  ])
  expect(idsOf(await list(`/Groups?filter=id eq "${groupIds[2]}" and members[value eq "${ids[1]}"]`))).toEqual([
    groupIds[2],
  ])
  expect(idsOf(await list(`/Groups?filter=not (members.value eq "${ids[1]}")`))).toEqual(groupIds.slice(0, 2))
  expect(idsOf(await list('/Groups?filter=not (members pr)'))).toEqual([groupIds[0]])
  expect((await list(`/Groups?filter=members.value eq "${ids[0]}"&startIndex=2`)).Resources[0].members).toHaveLength(2)
})
test('counts and pages what no index finds', async () => {
  const buyers = ids.filter((_, index) => index % 3 === 0)
  const body = await list('/Users?filter=title eq "buyer"&startIndex=301&count=50')
  expect(body).toMatchObject({ totalResults: buyers.length, startIndex: 301, itemsPerPage: 50 })
  expect(idsOf(body)).toEqual(buyers.slice(300, 350))
})
test('sorts, whatever the direction, and with a filter', async () => {
  const sorted = await list('/Users?sortBy=displayName&startIndex=3&count=2')
  expect(sorted.Resources.map(({ displayName }: { displayName: string }) => displayName)).toEqual([
    'Person 0002',
    'Person 0003',
  ])
  const last = await list('/Users?sortBy=displayName&sortOrder=descending&count=1')
  expect(last.Resources[0].displayName).toBe(`Person ${total - 1}`)
  const few = await list('/Users?sortBy=userName&sortOrder=descending&filter=title pr&count=2')
  expect([few.totalResults, idsOf(few)]).toEqual([401, [ids[1200], ids[1197]]])
  const found = await list('/Users?sortBy=displayName&filter=externalId eq "ext-1" or externalId eq "ext-172"')
  expect(idsOf(found)).toEqual([ids[172], ids[1]])
})
test('sorts by when somebody came, and by addresses', async () => {
  expect(idsOf(await list('/Users?sortBy=meta.created&count=1'))).toEqual([ids[0]])
  expect(idsOf(await list('/Users?sortBy=emails.value&count=2'))).toEqual([ids[0], ids[1000]])
})

test.each([
  ['everything', '/Users?count=500', (all: readonly string[]) => all],
  [
    'what a filter finds',
    '/Users?count=150&filter=title pr',
    (all: readonly string[]) => all.filter((_, index) => index % 3 === 0),
  ],
  [
    'what is sorted',
    '/Users?count=500&sortBy=userName&sortOrder=descending',
    (all: readonly string[]) => all.toReversed(),
  ],
  [
    'what an index finds',
    '/Users?count=1&filter=userName eq "user-0001" or userName eq "user-0002"',
    (all: readonly string[]) => all.slice(1, 3),
  ],
])('walks through %s by cursors, each once and in order', async (_what, path, expected) => {
  const pages = await walk(path)
  expect(pages.flatMap((page) => idsOf(page))).toEqual(expected(ids))
  expect(new Set(pages.map(({ totalResults }) => totalResults))).toEqual(new Set([expected(ids).length]))
  for (const page of pages) {
    expect(page).not.toHaveProperty('startIndex')
    expect(page.itemsPerPage).toBe(page.Resources.length)
  }
  expect(pages.at(-1)).not.toHaveProperty('nextCursor')
})
test('walks on when the last one of a page is gone', async () => {
  const own = await createScimRig()
  const people = await own.addUsers('ana', 6)
  const page = async (path: string) => (await own.call('GET', path)).body
  for (const path of ['/Users?count=2', '/Users?count=2&sortBy=userName']) {
    const first = await page(`${path}&cursor`)
    expect(idsOf(first)).toEqual(people.slice(0, 2))
    expect(idsOf(await page(`${path}&cursor=${first.nextCursor}`))).toEqual(people.slice(2, 4))
  }
  const { nextCursor } = await page('/Users?count=2&cursor')
  await own.call('DELETE', `/Users/${people[1]}`)
  expect(idsOf(await page(`/Users?count=2&cursor=${nextCursor}`))).toEqual(people.slice(2, 4))
})
test.each([
  ['of another list', '/Groups?cursor='],
  ['of another filter', '/Users?filter=title pr&cursor='],
  ['of another order', '/Users?sortBy=userName&cursor='],
])('refuses a cursor %s', async (_what, path) => {
  const { nextCursor } = await list('/Users?count=1&cursor')
  const { status, body } = await rig.call('GET', path + nextCursor)
  expect([status, body.scimType]).toEqual([400, 'invalidCursor'])
})
test.each([
  ['cursor=nonsense', 'invalidCursor'],
  ['cursor&count=0', 'invalidCount'],
  ['count=abc', 'invalidValue'],
  ['filter=userName', 'invalidFilter'],
  ['filter=nothing eq 1', 'invalidFilter'],
  ['sortBy=nothing', 'invalidPath'],
  ['attributes=userName&excludedAttributes=emails', 'invalidValue'],
])('refuses %s as %s', async (query, scimType) => {
  const { status, body } = await rig.call('GET', `/Users?${query}`)
  expect([status, body.status, body.scimType]).toEqual([400, '400', scimType])
})

test('searches with a body as with a query', async () => {
  const search = async (path: string, body: object) =>
    (await rig.call('POST', path, { schemas: [searchRequest], ...body })).body
  const found = await search('/Users/.search', {
    filter: 'title pr',
    sortBy: 'userName',
    sortOrder: 'descending',
    attributes: ['userName'],
    startIndex: 2,
    count: 1,
  })
  expect(found).toMatchObject({ totalResults: 401, startIndex: 2, itemsPerPage: 1 })
  expect(found.Resources).toEqual([{ schemas: [core], id: ids[1197], userName: 'user-1197' }])
  const first = await search('/Groups/.search', { cursor: '', count: 2 })
  expect(idsOf(await search('/Groups/.search', { cursor: first.nextCursor, count: 2 }))).toEqual([groupIds[2]])
})
test('lists users and groups together from the root', async () => {
  const all = await list('/?count=0')
  expect(all.totalResults).toBe(total + 3)
  expect(idsOf(await list('/?startIndex=1203&count=3'))).toEqual([ids[1202], groupIds[0], groupIds[1]])
  expect(idsOf(await list('/?startIndex=1205&count=9'))).toEqual(groupIds.slice(1))
  const pages = await walk('/?count=400')
  expect(pages.flatMap((page) => idsOf(page))).toEqual([...ids, ...groupIds])
})
test('searches from the root what both, or only one of them, can have', async () => {
  const search = async (body: object) =>
    (await rig.call('POST', '/.search', { schemas: [searchRequest], ...body })).body
  const both = await search({
    filter: 'displayName eq "Group 1" or displayName eq "Person 0001"',
    sortBy: 'displayName',
  })
  expect(both.Resources.map(({ meta }: { meta: { resourceType: string } }) => meta.resourceType)).toEqual([
    'Group',
    'User',
  ])
  expect(idsOf(await search({ filter: 'userName eq "user-0003"' }))).toEqual([ids[3]])
  expect(idsOf(await search({ filter: 'members pr', sortBy: 'displayName', sortOrder: 'descending' }))).toEqual([
    groupIds[2],
    groupIds[1],
  ])
  expect((await search({ filter: 'meta.resourceType eq "Group"' })).totalResults).toBe(3)
  expect(await search({ filter: 'nothing pr' })).toMatchObject({ status: '400', scimType: 'invalidFilter' })
})
test('lets others have their turn while it looks at everything', async () => {
  let turns = 0
  const timer = setInterval(() => turns++, 0)
  await list('/Users?filter=title pr')
  clearInterval(timer)
  expect(turns).toBeGreaterThan(0)
})
