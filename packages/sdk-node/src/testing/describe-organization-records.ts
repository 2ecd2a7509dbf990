import assert from 'node:assert/strict'
import type { OrganizationRecord } from '../model/organization.ts'
import type { Store } from '../ports/store.ts'
import { organization } from './organization-samples.ts'
import type { Runner } from './runner.ts'
import { later, loginEvent, twenty } from './store-samples.ts'

/** The customers: each with an id of its own, written version by version. */
export function describeOrganizationRecords(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('gives an organization back as it was put, whatever is missing and however it is spelled', async () => {
    const { organizations } = await makeStore()
    const [main, sub] = [rich, organization('sub', rich.id)]
    assert.equal(await organizations.insert(main), true)
    assert.equal(await organizations.insert(sub), true)
    assert.deepEqual(await organizations.find(main.id), main)
    assert.deepEqual(await organizations.find('sub'), sub)
    assert.equal(await organizations.find('globex'), null)
    assert.equal(await organizations.find('acme\0'), null)
  })
  test('refuses an organization whose id is taken, or whose main organization is not there', async () => {
    const { organizations } = await makeStore()
    const acme = organization('acme')
    await organizations.insert(acme)
    assert.equal(await organizations.insert({ ...acme, name: 'Another' }), false)
    assert.equal(await organizations.insert(organization('sub', 'globex')), false)
    assert.equal(await organizations.find('sub'), null)
    assert.deepEqual(await organizations.find('acme'), acme)
  })
  test('lists main organizations, the subs of one, or all, in pages', async () => {
    const { organizations } = await makeStore()
    for (const one of [organization('b'), organization('a'), organization('c', 'a'), organization('d', 'b')])
      await organizations.insert(one)
    const ids = async (filter: Omit<Parameters<typeof organizations.list>[0], 'limit'>, limit = 100) =>
      (await organizations.list({ ...filter, limit })).map(({ id }) => id)
    assert.deepEqual(await ids({}), ['a', 'b', 'c', 'd'])
    assert.deepEqual(await ids({ parentId: null }), ['a', 'b'])
    assert.deepEqual(await ids({ parentId: 'a' }), ['c'])
    assert.deepEqual(await ids({ parentId: 'nobody' }), [])
    assert.deepEqual(await ids({}, 3), ['a', 'b', 'c'])
    assert.deepEqual(await ids({ after: 'c' }), ['d'])
    assert.deepEqual(await ids({ parentId: null, after: 'a' }), ['b'])
    assert.deepEqual(await ids({ after: 'd' }), [])
  })
  test('replaces the version before, and no other', async () => {
    const { organizations } = await makeStore()
    const acme = organization('acme')
    await organizations.insert(acme)
    const second = { ...rich, id: 'acme', version: 2 }
    assert.equal(await organizations.replace(second), true)
    assert.deepEqual(await organizations.find('acme'), second)
    for (const version of [1, 2, 4]) assert.equal(await organizations.replace({ ...acme, version }), false)
    assert.equal(await organizations.replace({ ...organization('globex'), version: 2 }), false)
    assert.deepEqual(await organizations.find('acme'), second)
  })
  test('of many inserts of one id at once, one wins', async () => {
    const { organizations } = await makeStore()
    const records = twenty.map((index) => ({ ...organization('acme'), name: `n${index}` }))
    const inserts = await Promise.all(records.map((one) => organizations.insert(one)))
    assert.equal(inserts.filter(Boolean).length, 1)
    assert.deepEqual(await organizations.find('acme'), records[inserts.indexOf(true)])
  })
  test('of many replacements of one version at once, one wins, and its events are written', async () => {
    const { organizations, events } = await makeStore()
    await organizations.insert(organization('acme'))
    const records = twenty.map((index) => ({ ...organization('acme'), name: `n${index}`, version: 2 }))
    const replaced = await Promise.all(
      records.map((one, index) => organizations.replace(one, [loginEvent(`e${index}`, 'acme')])),
    )
    assert.equal(replaced.filter(Boolean).length, 1)
    assert.deepEqual(await organizations.find('acme'), records[replaced.indexOf(true)])
    const log = await events.list({ organizationId: 'acme', limit: 100 })
    assert.deepEqual(
      log.map(({ id }) => id),
      [`e${replaced.indexOf(true)}`],
    )
  })
}

const rich: OrganizationRecord = {
  ...organization('acme-"1"; drop table launchpad_organizations --'),
  name: 'Zoë "Ζ" 🙂',
  supportContact: 'help@acme.test',
  branding: { logoUrl: 'https://acme.test/logo.svg', primaryColor: '#00ff00', backgroundColor: null },
  locale: 'pt-BR',
  settings: {
    passwordSignIn: false,
    roleRequired: true,
    rolePriority: ['admin', 'comprador, sênior'],
    authentication: {
      maximumAgeSeconds: 0,
      contexts: ['urn:example:á'],
      methods: ['mfa'],
      sessionMaximumSeconds: null,
    },
  },
  updatedAt: later(1),
}
