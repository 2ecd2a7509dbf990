import type { AuthEventType, EventData, EventTarget } from '../model/event.ts'
import type { FieldsOf } from './event-schema.ts'

/** What is said of a type of event. */
export interface EventDescription<T extends AuthEventType> {
  /** For people: when it is written. */
  readonly when: string
  readonly target: EventTarget['type']
  /** The outcome is `failure`, and there is a reason. */
  readonly isFailure?: boolean
  readonly data: FieldsOf<EventData[T]>
}

/** Of all types that begin like that: the compiler misses one. */
export type EventDescriptions<Prefix extends string> = {
  readonly [T in AuthEventType as T extends `${Prefix}.${string}` ? T : never]: EventDescription<T>
}
