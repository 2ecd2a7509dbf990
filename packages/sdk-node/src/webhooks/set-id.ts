import type { AuthEvent } from '../model/event.ts'
import type { DeliveryKey } from '../ports/webhook-store.ts'

/**
 * The id of a token: the event's, and its place in the log. So what a receiver acknowledges is found at once, however much waits. (The
 * event's id alone is the token's `txn`.)
 */
export function toSetId({
  id,
  organizationId,
  sequence,
}: Pick<AuthEvent, 'id' | 'organizationId' | 'sequence'>): string {
  return `${id}.${sequence}.${Buffer.from(organizationId).toString('base64url')}`
}

/** Which delivery is meant; null for what is no id of ours. */
export function parseSetId(
  text: string,
): (Pick<DeliveryKey, 'organizationId' | 'sequence'> & { readonly eventId: string }) | null {
  const [, eventId, sequence, organization] = /^(.{1,200})\.([1-9]\d{0,14})\.([\w-]{1,1400})$/.exec(text) ?? []
  if (eventId === undefined || sequence === undefined || organization === undefined) return null
  return { eventId, sequence: Number(sequence), organizationId: Buffer.from(organization, 'base64url').toString() }
}
