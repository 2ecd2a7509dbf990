/** A JSON Schema, draft 2020-12, as far as events need it. */
export interface EventSchema {
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly properties?: Readonly<Record<string, EventSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | EventSchema
  readonly items?: EventSchema
  readonly enum?: readonly (string | number | null)[]
  readonly const?: string | number | boolean | null
  readonly format?: string
  readonly minimum?: number
  readonly oneOf?: readonly EventSchema[]
  readonly examples?: readonly unknown[]
  readonly $schema?: string
  readonly $id?: string
  readonly $ref?: string
  readonly title?: string
}

export const text = (example: string, description?: string): EventSchema => ({
  type: 'string',
  ...(description !== undefined && { description }),
  examples: [example],
})

export const textOrNull = (example: string | null, description?: string): EventSchema => ({
  ...text('', description),
  type: ['string', 'null'],
  examples: [example],
})

export const moment = (example = '2030-01-01T00:00:00.000Z', description?: string): EventSchema => ({
  ...text(example, description),
  format: 'date-time',
})

export const count = (example: number, description?: string): EventSchema => ({
  type: 'integer',
  ...(description !== undefined && { description }),
  minimum: 0,
  examples: [example],
})

export const choice = (values: readonly (string | number | null)[], description?: string): EventSchema => ({
  ...(description !== undefined && { description }),
  enum: values,
  examples: [values[0]],
})

export const list = (items: EventSchema, description?: string): EventSchema => ({
  type: 'array',
  ...(description !== undefined && { description }),
  items,
})

export const nothing: EventSchema = { type: 'null' }

/** All of the members are there. More may come with a later version. */
export const whole = (properties: Fields, description?: string): EventSchema => ({
  type: 'object',
  ...(description !== undefined && { description }),
  properties,
  required: Object.keys(properties),
})

/** Some of the members are there. */
export const part = (properties: Fields, description?: string): EventSchema => ({
  type: 'object',
  ...(description !== undefined && { description }),
  properties,
})

export const orNull = (schema: EventSchema): EventSchema => ({ oneOf: [schema, nothing] })

/** Members and their schemas. */
export type Fields = Readonly<Record<string, EventSchema>>

/** Members of what a type of ours says: the compiler misses one that is not here. */
export type FieldsOf<T> = { readonly [K in keyof T]-?: EventSchema }
