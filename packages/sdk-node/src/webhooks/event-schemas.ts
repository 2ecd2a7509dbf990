import type { AuthEventType } from '../model/event.ts'
import { eventDescriptions } from './event-schema-data.ts'
import { choice, count, moment, nothing, text, textOrNull, whole, type EventSchema } from './event-schema.ts'

const dialect = 'https://json-schema.org/draft/2020-12/schema'
const actor = whole({ type: choice(['api', 'user', 'scim', 'system']), id: textOrNull(null, 'null: nobody knows who') })
const targetTypes = ['user', 'group', 'connection', 'organization', 'domain', 'webhook', 'session']

/**
 * What the body of a webhook is, by event type: JSON Schema, draft 2020-12. Members may be added in a later version; none is taken away,
 * and none changes its meaning.
 */
export const eventSchemas: Readonly<Record<AuthEventType, EventSchema>> = Object.freeze(
  Object.fromEntries(
    (Object.keys(eventDescriptions) as AuthEventType[]).map((type) => [type, Object.freeze(toSchema(type))]),
  ) as Record<AuthEventType, EventSchema>,
)

function toSchema(type: AuthEventType): EventSchema {
  const { when, target, isFailure = false, data } = eventDescriptions[type]
  const { truncated, ...frame } = {
    type: { const: type, examples: [type] },
    timestamp: moment(undefined, 'when it happened'),
    id: text('5f0c7f0e-5a5e-4f8e-9d0c-6b1f0a2e3d4c', 'of the event: the same on every attempt and replay'),
    organizationId: text('acme'),
    sequence: { ...count(42, 'place in the log of the organization'), minimum: 1 },
    actor,
    target: whole({
      type: choice([target, ...targetTypes.filter((each) => each !== target)]),
      id: text('7b0e5c1a-3f4d-4c5e-8a6b-9c0d1e2f3a4b'),
    }),
    outcome: choice(isFailure ? ['failure', 'success'] : ['success', 'failure']),
    reason: isFailure
      ? textOrNull('REQUEST_INVALID', 'why it failed: a code')
      : textOrNull(null, 'why it failed: a code'),
    data: { oneOf: [whole(data), nothing] },
    truncated: { const: true, description: 'only there when the data did not fit, and is null' },
  } satisfies Record<string, EventSchema>
  return { $schema: dialect, title: type, description: when, ...whole(frame), properties: { ...frame, truncated } }
}
