import { beforeEach, expect, test } from 'vitest'
import { createScimRig, type ScimAnswer, type ScimRig } from '../support/scim-rig.ts'

/** What costs more to answer than to send. Without the bounds these tests run into their time limit. */

const core = 'urn:ietf:params:scim:schemas:core:2.0:User'
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group'
let rig: ScimRig
let id: string

/** 500 values, about as much as a user may have. */
const many = Array.from({ length: 500 }, (_, index) => ({ type: 'work', value: `${'a'.repeat(80)}${index}` }))

beforeEach(async () => {
  rig = await createScimRig()
  const made = await rig.call('POST', '/Users', { schemas: [core], userName: 'ana', emails: many })
  id = made.body.id
})

async function patch(operations: readonly object[]): Promise<ScimAnswer> {
  return rig.call('PATCH', `/Users/${id}`, { schemas: [patchOp], Operations: operations })
}

function expectRefused({ status, body }: ScimAnswer, scimType: string): void {
  expect([status, body.scimType]).toEqual([400, scimType])
}

test('refuses a certificate that is half a megabyte of white space and no base64', async () => {
  const x509Certificates = [{ value: `${' '.repeat(500_000)}!` }]
  expectRefused(
    await rig.call('POST', '/Users', { schemas: [core], userName: 'bruno', x509Certificates }),
    'invalidValue',
  )
})
test('takes base64 with line breaks, and white space behind it', async () => {
  const x509Certificates = [{ value: 'TUlJ\r\nQw==\n \n' }]
  const made = await rig.call('POST', '/Users', { schemas: [core], userName: 'bruno', x509Certificates })
  expect([made.status, made.body.x509Certificates]).toEqual([201, x509Certificates])
})
test('refuses a thousand changes that each look through hundreds of long values', async () => {
  const terms = ['aaab', 'aaac', 'aaad'].map((text) => `value co "${text}"`).join(' or ')
  const operations = Array.from({ length: 1000 }, () => ({ op: 'remove', path: `emails[${terms}]` }))
  expectRefused(await patch(operations), 'tooMany')
  expect((await rig.call('GET', `/Users/${id}`)).body).toMatchObject({ emails: many, meta: { version: 'W/"1"' } })
})
test('takes hundreds of changes of one value each', async () => {
  await rig.call('PUT', `/Users/${id}`, { schemas: [core], userName: 'ana' })
  const add = Array.from({ length: 500 }, (_, index) => ({ op: 'add', path: 'emails', value: [{ value: `a${index}@acme.test` }] })) // prettier-ignore
  const set = add.slice(250).map((_, index) => ({ op: 'replace', path: `emails[value eq "a${index % 5}@acme.test"].type`, value: 'work' })) // prettier-ignore
  expect((await patch([...add, ...set])).body.emails).toHaveLength(500)
})
test('keeps no user of more than 64 KiB, made, replaced or changed', async () => {
  const long = 'x'.repeat(64 * 1024)
  expectRefused(await rig.call('POST', '/Users', { schemas: [core], userName: 'bruno', title: long }), 'invalidValue')
  expectRefused(
    await rig.call('PUT', `/Users/${id}`, { schemas: [core], userName: 'ana', title: long }),
    'invalidValue',
  )
  expectRefused(await patch([{ op: 'add', path: 'title', value: 'x'.repeat(30_000) }]), 'invalidValue')
  expect((await rig.call('GET', '/Users')).body).toMatchObject({
    totalResults: 1,
    Resources: [{ meta: { version: 'W/"1"' } }],
  })
})
test('refuses a page of groups with more than 100 000 members, and shows it without them, or one of them', async () => {
  const ids = await rig.addUsers('member', 1001)
  const group = (await rig.call('POST', '/Groups', { schemas: [groupSchema], displayName: 'g' })).body
  const stored = await rig.store.groups.find('acme', group.id)
  if (stored === null) throw new Error('wanted the group')
  for (let index = 0; index < 100; index++)
    await rig.store.groups.insert({ ...stored, id: `${group.id}-${index}`, name: `g${index}` }, [], ids)
  for (const path of ['/Groups?count=200', '/Groups?sortBy=members.value', '/Groups?count=200&filter=members pr'])
    expectRefused(await rig.call('GET', path), 'tooMany')
  expect((await rig.call('GET', '/Groups?excludedAttributes=members')).body).toMatchObject({ totalResults: 101 })
  const page = (await rig.call('GET', '/Groups?count=99&filter=members.type eq "User"')).body
  expect([page.totalResults, page.Resources.at(-1).members.length]).toEqual([100, 1001])
})
