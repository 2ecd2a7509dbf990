import assert from 'node:assert/strict'
import type { Store } from '../ports/store.ts'
import { describeAuditedWrites } from './describe-audited-writes.ts'
import { describeChanges } from './describe-changes.ts'
import { describeConnections } from './describe-connections.ts'
import { describeDeliveries } from './describe-deliveries.ts'
import { describeDomains } from './describe-domains.ts'
import { describeEvents } from './describe-events.ts'
import { describeGroups } from './describe-groups.ts'
import { describeIsolation } from './describe-isolation.ts'
import { describeLinks } from './describe-links.ts'
import { describeLoginRecords } from './describe-login-records.ts'
import { describeMemberships } from './describe-memberships.ts'
import { describeMoves } from './describe-moves.ts'
import { describeOrganizationRecords } from './describe-organization-records.ts'
import { describeRemovals } from './describe-removals.ts'
import { describeRevocations } from './describe-revocations.ts'
import { describeRoleMappings } from './describe-role-mappings.ts'
import { describeScimGroups } from './describe-scim-groups.ts'
import { describeScimRemovals } from './describe-scim-removals.ts'
import { describeScimTokens } from './describe-scim-tokens.ts'
import { describeScimTraces } from './describe-scim-traces.ts'
import { describeScimUsers } from './describe-scim-users.ts'
import { describeSessionTraces } from './describe-session-traces.ts'
import { describeSessions } from './describe-sessions.ts'
import { describeUserLists } from './describe-user-lists.ts'
import { describeUsers } from './describe-users.ts'
import { describeWebhooks } from './describe-webhooks.ts'
import type { Runner } from './runner.ts'
import { later, now, pendingLogin, twenty } from './store-samples.ts'

/**
 * The contract of a store. Every store, ours or yours, must pass it.
 *
 * @param makeStore gives an empty store, a new one each time.
 */
export function describeStore(name: string, makeStore: () => Promise<Store>, runner: Runner): void {
  runner.describe(`store contract: ${name}`, () => {
    describeLogins(makeStore, runner)
    describeReplays(makeStore, runner)
    describeOrganizationRecords(makeStore, runner)
    describeDomains(makeStore, runner)
    describeConnections(makeStore, runner)
    describeChanges(makeStore, runner)
    describeRemovals(makeStore, runner)
    describeUsers(makeStore, runner)
    describeLinks(makeStore, runner)
    describeUserLists(makeStore, runner)
    describeMoves(makeStore, runner)
    describeGroups(makeStore, runner)
    describeMemberships(makeStore, runner)
    describeRoleMappings(makeStore, runner)
    describeLoginRecords(makeStore, runner)
    describeIsolation(makeStore, runner)
    describeScimUsers(makeStore, runner)
    describeScimTraces(makeStore, runner)
    describeScimGroups(makeStore, runner)
    describeScimTokens(makeStore, runner)
    describeScimRemovals(makeStore, runner)
    describeEvents(makeStore, runner)
    describeAuditedWrites(makeStore, runner)
    describeWebhooks(makeStore, runner)
    describeDeliveries(makeStore, runner)
    describeRevocations(makeStore, runner)
    describeSessions(makeStore, runner)
    describeSessionTraces(makeStore, runner)
  })
}

function describeLogins(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('gives a login back as it was put, once', async () => {
    const { logins } = await makeStore()
    const login = pendingLogin('login-a')
    await logins.put(login)
    assert.deepEqual(await logins.take('login-a', now), login)
    assert.equal(await logins.take('login-a', now), null)
  })
  test('of many takers at once, one wins', async () => {
    const { logins } = await makeStore()
    await logins.put(pendingLogin('login-b'))
    const taken = await Promise.all(twenty.map(() => logins.take('login-b', now)))
    assert.equal(taken.filter((one) => one !== null).length, 1)
  })
  test('does not give back an expired login', async () => {
    const { logins } = await makeStore()
    await logins.put(pendingLogin('login-c'))
    assert.equal(await logins.take('login-c', later(600)), null)
  })
  test('forgets an expired login that somebody came for', async () => {
    const { logins } = await makeStore()
    await logins.put(pendingLogin('login-d'))
    assert.equal(await logins.take('login-d', later(601)), null)
    assert.equal(await logins.take('login-d', now), null)
  })
  test('keeps what each protocol remembers, and other logins when one is taken', async () => {
    const { logins } = await makeStore()
    const asked = { ...pendingLogin('login-e'), memo: { type: 'saml', requestId: '_1' } } as const
    const unasked = { ...pendingLogin('login-f'), memo: { type: 'saml', requestId: null }, testId: 'test-1' } as const
    await logins.put(asked)
    await logins.put(unasked)
    assert.deepEqual(await logins.take('login-f', now), unasked)
    assert.deepEqual(await logins.take('login-e', now), asked)
  })
  test('answers null for a login it never had', async () => {
    const { logins } = await makeStore()
    assert.equal(await logins.take('login-never', now), null)
  })
}

function describeReplays(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('lets a key be claimed once until it expires', async () => {
    const { replays } = await makeStore()
    assert.equal(await replays.claim('c:1', later(60), now), true)
    assert.equal(await replays.claim('c:1', later(60), later(59)), false)
    assert.equal(await replays.claim('c:2', later(60), now), true)
    assert.equal(await replays.claim('c:1', later(120), later(60)), true)
  })
  test('asks with a claim that is over when it is made, and takes nothing', async () => {
    const { replays } = await makeStore()
    await replays.claim('c:6', later(600), later(60))
    assert.equal(await replays.claim('c:7', later(60), later(60)), true)
    assert.equal(await replays.claim('c:7', later(30), now), true)
    assert.equal(await replays.claim('c:7', later(10), later(10)), false)
    assert.equal(await replays.claim('c:7', later(40), later(40)), true)
  })
  test('of many claims at once, one wins', async () => {
    const { replays } = await makeStore()
    const claims = await Promise.all(twenty.map(() => replays.claim('c:3', later(60), now)))
    assert.equal(claims.filter(Boolean).length, 1)
  })
  test('of many claims of an expired key at once, one wins', async () => {
    const { replays } = await makeStore()
    await replays.claim('c:4', later(60), now)
    const claims = await Promise.all(twenty.map(() => replays.claim('c:4', later(120), later(60))))
    assert.equal(claims.filter(Boolean).length, 1)
  })
  test('tells long keys apart by their last character', async () => {
    const { replays } = await makeStore()
    const long = 'x'.repeat(20_000)
    assert.equal(await replays.claim(`${long}1`, later(60), now), true)
    assert.equal(await replays.claim(`${long}2`, later(60), now), true)
    assert.equal(await replays.claim(`${long}1`, later(60), now), false)
  })
}
