import type { Kysely } from 'kysely'
import type { ChangeTables } from './tables/changes.ts'
import type { EventTables } from './tables/events.ts'
import type { LoginTables } from './tables/logins.ts'
import type { MigrationTables } from './tables/migrations.ts'
import type { OrganizationTables } from './tables/organizations.ts'
import type { RevocationTables } from './tables/revocations.ts'
import type { ScimTables } from './tables/scim.ts'
import type { SessionTables } from './tables/sessions.ts'
import type { UserTables } from './tables/users.ts'
import type { WebhookTables } from './tables/webhooks.ts'

/** Every table, one file per group. All names begin with `launchpad_`: the database may be the app's own. */
export interface Tables
  extends
    ChangeTables,
    EventTables,
    LoginTables,
    MigrationTables,
    OrganizationTables,
    RevocationTables,
    ScimTables,
    SessionTables,
    UserTables,
    WebhookTables {}

/** A connection or a transaction: queries are written the same. */
export type Database = Kysely<Tables>
