import { loginsAndUsers } from './0001-logins-and-users.ts'
import { events } from './0002-events.ts'
import type { Migration } from './migration.ts'

/** All, in the order in which they are applied. */
export const migrations: readonly Migration[] = [loginsAndUsers, events]
