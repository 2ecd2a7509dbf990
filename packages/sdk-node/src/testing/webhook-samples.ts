import assert from 'node:assert/strict'
import type { Delivery, WebhookEndpoint } from '../model/webhook.ts'
import type { Store } from '../ports/store.ts'
import type { Deliveries } from '../ports/webhook-store.ts'
import { later, loginEvent, now } from './store-samples.ts'

/** Somebody who is told of one organization, or of all. */
export function endpoint(id: string, organizationId: string | null): WebhookEndpoint {
  return {
    id,
    organizationId,
    name: null,
    format: 'webhook',
    transport: 'push',
    url: 'https://hooks.acme.test/in',
    types: null,
    status: 'active',
    disabledReason: null,
    sealedSecrets: 'sealed',
    tokenHash: null,
    lastSuccessAt: null,
    failingSince: null,
    createdAt: now,
    updatedAt: now,
    version: 1,
  }
}

/** Due now. */
export function delivery(
  endpointId: string,
  organizationId: string,
  sequence: number,
  subject: string = 'user:u1',
): Delivery {
  return {
    endpointId,
    organizationId,
    sequence,
    eventId: `${organizationId}-${sequence}`,
    type: 'login.succeeded',
    subject,
    transport: 'push',
    status: 'pending',
    attempts: 0,
    dueAt: now,
    leasedUntil: null,
    lastStatus: null,
    lastError: null,
    createdAt: now,
    settledAt: null,
  }
}

/** Writes as many events and hands out what is given, as far as the log of the first one's organization goes then. */
export async function sendOut(store: Store, events: number, deliveries: readonly Delivery[]): Promise<void> {
  const organizationId = deliveries[0]?.organizationId ?? 'acme'
  const from = (await store.events.head(organizationId))?.sequence ?? 0
  const drafts = Array.from({ length: events }, (_, index) =>
    loginEvent(`${organizationId}-${from + index + 1}`, organizationId),
  )
  await store.events.append(drafts)
  if (!(await store.deliveries.handOut({ organizationId, from, to: from + events, deliveries })))
    throw new Error(`wanted the mark of ${organizationId} at ${from}`)
}

/** A store with two endpoints that are told of all organizations, and what is on its way to them. */
export async function makeSending(makeStore: () => Promise<Store>, ...deliveries: readonly Delivery[]): Promise<Store> {
  const store = await makeStore()
  for (const id of ['e1', 'e2']) await store.webhookEndpoints.insert(endpoint(id, null))
  await sendOut(store, 1, deliveries)
  return store
}

/** That the work answers yes, one after the other. */
export async function checkEach<T>(items: readonly T[], work: (item: T) => Promise<boolean>): Promise<void> {
  for (const item of items) assert.equal(await work(item), true)
}

/** What a worker asks for. */
export const wanted: Parameters<Deliveries['take']>[0] = {
  transport: 'push',
  now,
  leasedUntil: later(30),
  limit: 100,
}

/** What a worker says of one that arrived. */
export function arrived(taken: Delivery): Delivery {
  return { ...taken, status: 'delivered', lastStatus: 204, settledAt: later(1) }
}

/** What a worker says of one that is tried again after some seconds. */
export function failed(taken: Delivery, seconds: number): Delivery {
  return { ...taken, dueAt: later(seconds), lastStatus: 503, lastError: 'wanted 2xx, got 503' }
}

/** What a worker says of one that is given up. */
export function givenUp(taken: Delivery): Delivery {
  return { ...taken, status: 'dead', lastError: 'timed out', settledAt: later(1) }
}

export const sequencesOf = (deliveries: readonly Delivery[]): readonly number[] =>
  deliveries.map(({ sequence }) => sequence).toSorted((one, other) => one - other)
