import type { EventDraft } from '../model/event.ts'
import type { Delivery, WebhookEndpoint } from '../model/webhook.ts'

/** Who is told what happens. Writes and their events are one atomic step. Those of an organization go with it. */
export interface WebhookEndpoints {
  readonly find: (endpointId: string) => Promise<WebhookEndpoint | null>
  /** In the order of their ids. @param organizationId null: those of all organizations; undefined: every one there is */
  readonly list: (filter: {
    readonly organizationId?: string | null
    readonly after?: string
    readonly limit: number
  }) => Promise<readonly WebhookEndpoint[]>
  /** Active ones that are told of that organization's events: its own and those of all. In the order of their ids. */
  readonly listFor: (organizationId: string) => Promise<readonly WebhookEndpoint[]>
  /** False when the id exists. */
  readonly insert: (endpoint: WebhookEndpoint, events?: readonly EventDraft[]) => Promise<boolean>
  /** False when there is none, or it is not the version before. */
  readonly replace: (endpoint: WebhookEndpoint, events?: readonly EventDraft[]) => Promise<boolean>
  /** With its deliveries. False when there is none. */
  readonly remove: (endpointId: string, events?: readonly EventDraft[]) => Promise<boolean>
  /** Notes the outcome of an attempt, outside of versions: a success clears `failingSince`, a failure sets it if it is null. */
  readonly noteOutcome: (
    endpointId: string,
    outcome: { readonly at: Date; readonly isSuccess: boolean },
  ) => Promise<void>
}

/** Names one delivery. */
export type DeliveryKey = Pick<Delivery, 'endpointId' | 'organizationId' | 'sequence'>

/** Events on their way. The log of events is the outbox: what follows the mark of an organization was not handed out yet. */
export interface Deliveries {
  /** Organizations whose log is longer than their mark, at most `limit`. Costs the same however many organizations there are. */
  readonly listBehind: (
    limit: number,
  ) => Promise<readonly { readonly organizationId: string; readonly handedOut: number; readonly head: number }[]>
  /**
   * Moves the organization's mark from one sequence to another and adds the deliveries, in one atomic step; those that are there
   * already stay. False, and nothing written, when the mark is not `from` any more.
   */
  readonly handOut: (step: {
    readonly organizationId: string
    readonly from: number
    readonly to: number
    readonly deliveries: readonly Delivery[]
  }) => Promise<boolean>
  /**
   * Leases what is due: pending, `dueAt` not after `now`, not leased now, its endpoint active, and no delivery of the same endpoint,
   * organization and subject with a lower sequence pending. At most one per endpoint, organization and subject; the longest due
   * first. Of many callers at once exactly one gets each (`FOR UPDATE SKIP LOCKED` where there is such a thing). Attempts are
   * counted here, so that one that kills its worker is given up in the end.
   */
  readonly take: (wanted: {
    readonly transport: Delivery['transport']
    /** Only of that endpoint. */
    readonly endpointId?: string
    readonly now: Date
    readonly leasedUntil: Date
    readonly limit: number
  }) => Promise<readonly Delivery[]>
  /**
   * Says how an attempt went, and ends the lease. False, and nothing written, when the delivery is not pending any more, or was
   * leased by somebody else since (`attempts` differs).
   */
  readonly settle: (
    delivery: DeliveryKey & Pick<Delivery, 'attempts' | 'status' | 'dueAt' | 'lastStatus' | 'lastError' | 'settledAt'>,
  ) => Promise<boolean>
  readonly find: (key: DeliveryKey) => Promise<Delivery | null>
  /** In the order of organization and sequence. */
  readonly list: (filter: {
    readonly endpointId: string
    readonly status?: Delivery['status']
    readonly after?: Pick<Delivery, 'organizationId' | 'sequence'>
    readonly limit: number
  }) => Promise<readonly Delivery[]>
  /** Puts them on their way again, whatever became of them: adds those that are not there. */
  readonly replay: (deliveries: readonly Delivery[]) => Promise<void>
  /**
   * When {@link Deliveries.take} could next get one that is pushed: when it is due, or its lease ends. One that waits for another does not count.
   * Null: never.
   */
  readonly nextDueAt: () => Promise<Date | null>
  /** Forgets delivered ones that were settled before; at most `limit`. Answers how many. */
  readonly sweep: (settledBefore: Date, limit: number) => Promise<number>
}
