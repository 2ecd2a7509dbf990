import { loginsAndUsers } from './0001-logins-and-users.ts'
import { events } from './0002-events.ts'
import { organizations } from './0003-organizations.ts'
import { directory } from './0004-directory.ts'
import { scim } from './0005-scim.ts'
import { webhooks } from './0006-webhooks.ts'
import { revocations } from './0007-revocations.ts'
import { sessions } from './0008-sessions.ts'
import type { Migration } from './migration.ts'

/** All, in the order in which they are applied. */
export const migrations: readonly Migration[] = [
  loginsAndUsers,
  events,
  organizations,
  directory,
  scim,
  webhooks,
  revocations,
  sessions,
]
