import type { EventDraft } from '../../src/model/event.ts'
import { systemResolve, toAddressRule } from '../../src/node/address-rule.ts'
import { createGuardedFetch, type GuardedFetchOptions } from '../../src/node/guarded-fetch.ts'
import type { LogEntry } from '../../src/ports/log.ts'
import type { Store } from '../../src/ports/store.ts'
import { hashToken } from '../../src/stores/hash-token.ts'
import { memoryStore } from '../../src/stores/memory-store.ts'
import { createSecretBox } from '../../src/stores/secret-box.ts'
import type { DeliveryReport, ManagedWebhook, WebhookDraft } from '../../src/webhooks/manage-webhooks.ts'
import { createWebhooksPart, type WebhooksPart } from '../../src/webhooks/create-webhooks-part.ts'
import type { DeliveryTools, WebhookTools } from '../../src/webhooks/webhook-tools.ts'

/** Webhooks over a store, with a clock that is moved by hand. */
export interface WebhookStage extends WebhooksPart {
  readonly store: Store
  readonly log: readonly LogEntry[]
  readonly now: () => Date
  /** Moves the clock. */
  readonly pass: (time: { readonly days?: number; readonly seconds?: number; readonly ms?: number }) => void
  /** An endpoint of acme unless the draft says otherwise. */
  readonly addWebhook: (
    url: string,
    draft?: Partial<WebhookDraft>,
  ) => Promise<{ readonly webhook: ManagedWebhook; readonly secret: string }>
  /** Something happens to `userId`. */
  readonly happen: (id: string, about?: { readonly userId?: string; readonly organizationId?: string }) => Promise<void>
  readonly run: (maxSeconds?: number) => Promise<DeliveryReport>
  /** Types of the events in the log of an organization that are about webhooks. */
  readonly toldOf: (organizationId?: string) => Promise<readonly string[]>
}

export interface StageOptions
  extends
    Partial<Pick<DeliveryTools, 'toSet' | 'timeoutMs' | 'random'>>,
    Partial<Pick<WebhookTools, 'isStaticOrganization'>> {
  readonly store?: Store
  readonly secrets?: readonly string[]
  readonly network?: GuardedFetchOptions
}

export const stageSecret = 'a secret that is at least thirty-two characters long'

export function createWebhookStage(options: StageOptions = {}): WebhookStage {
  const { store = memoryStore(), timeoutMs = 2000, random = () => 0.5, secrets = [stageSecret] } = options
  const network = options.network ?? { insecureAllowPrivateNetwork: true }
  let at = Date.parse('2030-01-01T00:00:00Z')
  const now = (): Date => new Date(at)
  const log: LogEntry[] = []
  const policy = {
    trustedOrigins: new Set<string>(),
    insecureAllowPrivateNetwork: network.insecureAllowPrivateNetwork ?? false,
    resolve: systemResolve,
  }
  const tools: WebhookTools & DeliveryTools = {
    store,
    now,
    secretBox: createSecretBox(secrets),
    hashToken,
    checkUrl: (url) => void toAddressRule(url, policy),
    isStaticOrganization: options.isStaticOrganization ?? (() => true),
    fetch: createGuardedFetch({ timeoutMs, ...network }),
    timeoutMs,
    random,
    toSet: options.toSet ?? (async (event) => `set of ${event.id}`),
    log: (entry) => void log.push(entry),
  }
  const part = createWebhooksPart(tools)
  return {
    ...part,
    store,
    log,
    now,
    pass: ({ days = 0, seconds = 0, ms = 0 }) => void (at += days * 86_400_000 + seconds * 1000 + ms),
    addWebhook: async (url, draft = {}) => {
      const { webhook, secret } = await part.webhooks.create({ organizationId: 'acme', url, ...draft })
      return { webhook, secret: secret ?? '' }
    },
    happen: async (id, { userId = 'ana', organizationId = 'acme' } = {}) =>
      store.events.append([userEvent(id, organizationId, userId, now())]),
    run: async (maxSeconds) => part.deliver(maxSeconds === undefined ? {} : { maxSeconds }),
    toldOf: async (organizationId = 'acme') => {
      const events = await store.events.list({ organizationId, limit: 1000 })
      return events.map(({ type }) => type).filter((type) => type.startsWith('webhook.'))
    },
  }
}

function userEvent(id: string, organizationId: string, userId: string, occurredAt: Date): EventDraft {
  return {
    id,
    organizationId,
    type: 'user.deactivated',
    occurredAt,
    actor: { type: 'scim', id: 'c' },
    target: { type: 'user', id: userId },
    ip: '192.0.2.1',
    userAgent: 'Browser/1.0',
    outcome: 'success',
    reason: null,
    data: { old: { status: 'active' }, new: { status: 'inactive' }, connectionId: 'c' },
  }
}
