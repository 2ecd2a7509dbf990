/** Where a request stands. */
export type RequestState = 'waiting' | 'approved' | 'ordered' | 'declined'

/** What happened to a request. */
export interface RequestEvent {
  readonly event: 'asked' | 'approved' | 'ordered' | 'declined'
  /** The team that asked, or the person who decided. */
  readonly by: string
  /** ISO 8601. */
  readonly at: string
}

/** Something a team would like to buy. */
export interface PurchaseRequest {
  readonly id: string
  readonly what: string
  readonly team: string
  readonly amount: number
  readonly state: RequestState
  /** Oldest first. */
  readonly history: readonly RequestEvent[]
}

/** The books of one organization. */
export interface Books {
  readonly currency: 'BRL' | 'EUR'
  readonly budget: { readonly spent: number; readonly total: number }
  /** What was ordered, oldest month first: the first day of the month, and the sum. */
  readonly months: readonly (readonly [month: string, sum: number])[]
  /** Newest first. */
  readonly requests: readonly PurchaseRequest[]
}
