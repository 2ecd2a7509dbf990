import type { Books, PurchaseRequest, RequestEvent } from './purchase-request.ts'
import { seed } from './seed.ts'

/** Where another app has a database: one for the process. Next loads this module once for pages and once for handlers. */
const place = Symbol.for('procurement.books')
const holder = globalThis as { [place]?: Map<string, Books> }
const books = (holder[place] ??= new Map(Object.entries(seed)))

/** The books of one organization, and of no other; null when it has none yet. */
export function findBooks(organizationId: string): Books | null {
  return books.get(organizationId) ?? null
}

export function findRequest(organizationId: string, id: string): PurchaseRequest | null {
  return findBooks(organizationId)?.requests.find((request) => request.id === id) ?? null
}

/** Writes a new request down, at the top. */
export function addRequest(
  organizationId: string,
  asked: Pick<PurchaseRequest, 'what' | 'team' | 'amount'>,
): PurchaseRequest {
  const { requests } = getBooks(organizationId)
  const id = String(1 + Math.max(0, ...requests.map((request) => Number(request.id))))
  const request = { ...asked, id, state: 'waiting', history: [toEvent('asked', asked.team)] } as const
  write(organizationId, [request, ...requests])
  return request
}

/** Decides a request that waits; leaves any other as it is. */
export function decideRequest(organizationId: string, id: string, event: 'approved' | 'declined', by: string): void {
  const { requests } = getBooks(organizationId)
  const decide = (request: PurchaseRequest): PurchaseRequest => ({
    ...request,
    state: event,
    history: [...request.history, toEvent(event, by)],
  })
  write(
    organizationId,
    requests.map((request) => (request.id === id && request.state === 'waiting' ? decide(request) : request)),
  )
}

function getBooks(organizationId: string): Books {
  const found = findBooks(organizationId)
  if (found === null) throw new Error(`wanted an organization with books, got '${organizationId}'`)
  return found
}

function write(organizationId: string, requests: readonly PurchaseRequest[]): void {
  books.set(organizationId, { ...getBooks(organizationId), requests })
}

function toEvent(event: RequestEvent['event'], by: string): RequestEvent {
  return { event, by, at: new Date().toISOString() }
}
