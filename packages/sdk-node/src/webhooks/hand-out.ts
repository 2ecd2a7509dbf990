import type { Delivery } from '../model/webhook.ts'
import type { Deliveries } from '../ports/webhook-store.ts'
import { isForEndpoint, toDelivery } from './to-delivery.ts'
import type { DeliveryTools } from './webhook-tools.ts'

type HandOutTools = Pick<DeliveryTools, 'store' | 'now'>
type Behind = Awaited<ReturnType<Deliveries['listBehind']>>[number]

const organizationsAtOnce = 100
const eventsAtOnce = 200
/** In one transaction. */
const deliveriesAtOnce = 2000

/**
 * Makes deliveries of what happened since the last time, a page of each organization in turn. Many may do this at once: each page
 * is handed out by one of them.
 *
 * @param mayGoOn asked after each page.
 * @returns how many deliveries it made
 */
export async function handOut(tools: HandOutTools, mayGoOn: () => boolean = () => true): Promise<number> {
  let made = 0
  for (let isMoving = true; isMoving && mayGoOn();) {
    isMoving = false
    for (const behind of await tools.store.deliveries.listBehind(organizationsAtOnce)) {
      const count = await handOutPage(behind, tools)
      // Somebody else has moved the mark where it is null.
      isMoving ||= count !== null
      made += count ?? 0
      if (!mayGoOn()) return made
    }
  }
  return made
}

async function handOutPage({ organizationId, handedOut, head }: Behind, tools: HandOutTools): Promise<number | null> {
  const { events, deliveries, webhookEndpoints } = tools.store
  const endpoints = await webhookEndpoints.listFor(organizationId)
  if (endpoints.length === 0) {
    const isMoved = await deliveries.handOut({ organizationId, from: handedOut, to: head, deliveries: [] })
    return isMoved ? 0 : null
  }
  const limit = Math.max(1, Math.min(eventsAtOnce, Math.floor(deliveriesAtOnce / endpoints.length)))
  // Nobody is told what was before: a log that nobody listened to may be long.
  const since = new Date(Math.min(...endpoints.map(({ createdAt }) => createdAt.getTime())))
  const page = await events.list({ organizationId, after: handedOut, since, limit })
  const now = tools.now()
  const made: readonly Delivery[] = page.flatMap((event) =>
    endpoints
      .filter((endpoint) => endpoint.createdAt <= event.occurredAt && isForEndpoint(event, endpoint))
      .map((endpoint) => toDelivery(event, endpoint, now)),
  )
  // What is behind the mark and not in the log any more, nobody can be told.
  const to = page.at(-1)?.sequence ?? head
  return (await deliveries.handOut({ organizationId, from: handedOut, to, deliveries: made })) ? made.length : null
}
