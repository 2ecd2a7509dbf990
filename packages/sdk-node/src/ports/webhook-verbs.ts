import type { ScimTokens } from './scim-store.ts'
import type { Deliveries, WebhookEndpoints } from './webhook-store.ts'
import { verbNames } from './verb-names.ts'

/** What can be asked of SCIM tokens, endpoints and deliveries, by name: for who passes calls on. */
export const webhookVerbs: {
  readonly scimTokens: readonly (keyof ScimTokens)[]
  readonly webhookEndpoints: readonly (keyof WebhookEndpoints)[]
  readonly deliveries: readonly (keyof Deliveries)[]
} = Object.freeze({
  scimTokens: verbNames<ScimTokens>({ insert: true, findByHash: true, list: true, touch: true, remove: true }),
  webhookEndpoints: verbNames<WebhookEndpoints>({
    find: true,
    list: true,
    listFor: true,
    insert: true,
    replace: true,
    remove: true,
    noteOutcome: true,
  }),
  deliveries: verbNames<Deliveries>({
    listBehind: true,
    handOut: true,
    take: true,
    settle: true,
    find: true,
    list: true,
    replay: true,
    nextDueAt: true,
    sweep: true,
  }),
})
