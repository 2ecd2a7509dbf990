import type { SessionRecords } from './session-store.ts'
import { verbNames } from './verb-names.ts'

/** What can be asked of the sessions that have begun, by name: for who passes calls on. */
export const sessionVerbs: readonly (keyof SessionRecords)[] = verbNames<SessionRecords>({
  insert: true,
  find: true,
  list: true,
  replace: true,
  touch: true,
  remove: true,
  sweep: true,
})
