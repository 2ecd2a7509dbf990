import type { Store } from '../../ports/store.ts'
import type { AskedChanges } from '../../ports/organization-verbs.ts'
import type { AskedRevocations } from '../../ports/revocation-verbs.ts'
import type { Engine } from './engine.ts'
import { createRecordWriter } from './record-writer.ts'
import { sqlChanges } from './sql-changes.ts'
import { sqlConnections } from './sql-connections.ts'
import { sqlDomains } from './sql-domains.ts'
import { sqlEvents } from './sql-events.ts'
import { sqlGroups } from './sql-groups.ts'
import { sqlLoginRecords } from './sql-login-records.ts'
import { sqlLogins } from './sql-logins.ts'
import { sqlOrganizations } from './sql-organizations.ts'
import { sqlReplays } from './sql-replays.ts'
import { sqlRevocations } from './sql-revocations.ts'
import { sqlRoleMappings } from './sql-role-mappings.ts'
import { sqlScimTokens } from './sql-scim-tokens.ts'
import { sqlSessions } from './sql-sessions.ts'
import { sqlUsers } from './sql-users.ts'
import { sqlDeliveries } from './sql-deliveries.ts'
import { sqlWebhookEndpoints } from './sql-webhook-endpoints.ts'

/** What a store is made of, but for what it is told by nobody. */
export interface SqlParts extends Omit<Store, 'kind' | 'changes' | 'revocations'> {
  readonly changes: AskedChanges
  readonly revocations: AskedRevocations
}

/** All of them, over one database. */
export function createSqlParts(engine: Engine): SqlParts {
  const write = createRecordWriter(engine)
  return Object.freeze({
    logins: sqlLogins(engine),
    replays: sqlReplays(engine),
    events: sqlEvents(engine),
    organizations: sqlOrganizations(engine, write),
    domains: sqlDomains(engine, write),
    connections: sqlConnections(engine, write),
    changes: sqlChanges(engine),
    revocations: sqlRevocations(engine),
    users: sqlUsers(engine),
    groups: sqlGroups(engine),
    roleMappings: sqlRoleMappings(engine),
    scimTokens: sqlScimTokens(engine),
    loginRecords: sqlLoginRecords(engine),
    webhookEndpoints: sqlWebhookEndpoints(engine),
    deliveries: sqlDeliveries(engine),
    sessions: sqlSessions(engine),
  })
}
