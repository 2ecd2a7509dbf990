import { nothing, part, type EventSchema, type Fields } from './event-schema.ts'

/** What a change tells. */
export interface ChangeFields {
  readonly old: EventSchema
  readonly new: EventSchema
}

export const created = (schema: EventSchema): ChangeFields => ({ old: nothing, new: schema })

/** Both hold what changed. `old` and `next`: an example. */
export const updated = (fields: Fields, old: object, next: object): ChangeFields => ({
  old: { ...part(fields), examples: [old] },
  new: { ...part(fields), examples: [next] },
})

export const removed = (schema: EventSchema): ChangeFields => ({ old: schema, new: nothing })
