import addFormats from 'ajv-formats'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { EventSchema } from '../../src/webhooks/event-schema.ts'
import { eventSchemas } from '../../src/webhooks/event-schemas.ts'

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true })
;(addFormats as unknown as (to: Ajv2020) => void)(ajv)

/** The schema, with nothing allowed that it does not name: so that it misses nothing we send. */
function close(schema: EventSchema): EventSchema {
  const { properties, items, oneOf } = schema
  const closed = (each: Readonly<Record<string, EventSchema>>): Record<string, EventSchema> =>
    Object.fromEntries(Object.entries(each).map(([name, value]) => [name, close(value)]))
  return {
    ...schema,
    ...(properties !== undefined && { properties: closed(properties), additionalProperties: false }),
    ...(items !== undefined && { items: close(items) }),
    ...(oneOf !== undefined && { oneOf: oneOf.map(close) }),
  }
}

const validators = new Map<string, ValidateFunction>(
  Object.entries(eventSchemas).map(([type, schema]) => [type, ajv.compile(close(schema))]),
)

/** What is wrong with the body of a webhook, by the published schema; empty: nothing. */
export function findEventFaults(body: string): readonly unknown[] {
  const message = JSON.parse(body) as { readonly type: string }
  const validate = validators.get(message.type)
  if (validate === undefined) return ['no schema']
  return validate(message) ? [] : (validate.errors ?? [])
}
