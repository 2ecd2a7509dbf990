import { draftSuccess } from '../model/draft-event.ts'
import type { EventData, EventDraft, OrganizationValues } from '../model/event.ts'
import { toSettings, type OrganizationRecord } from '../model/organization.ts'
import { toWriter, type WriteContext } from '../model/write-context.ts'

type OrganizationEvent = {
  readonly [T in 'organization.created' | 'organization.updated' | 'organization.deleted']: {
    readonly type: T
    readonly data: EventData[T]
  }
}['organization.created' | 'organization.updated' | 'organization.deleted']

/** The event of a write to an organization, for its own log. */
export function draftOrganizationEvent(
  event: OrganizationEvent,
  organizationId: string,
  occurredAt: Date,
  context: WriteContext | undefined,
): EventDraft {
  const { actor, origin } = toWriter(context)
  const target = { type: 'organization', id: organizationId } as const
  return draftSuccess({ ...event, organizationId, occurredAt, actor, target }, origin)
}

/** What events may say of it. */
export function toOrganizationValues(record: OrganizationRecord): OrganizationValues {
  const { name, supportContact, parentId, branding, locale, settings } = record
  return { name, supportContact, parentId, branding, locale, settings: settings && toSettings(settings) }
}
