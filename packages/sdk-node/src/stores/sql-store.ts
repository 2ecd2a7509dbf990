import { AuthError } from '../model/auth-error.ts'
import { deferVerbs } from '../model/defer-verbs.ts'
import type { Changes } from '../ports/organization-store.ts'
import type { Store } from '../ports/store.ts'
import { directoryVerbs } from '../ports/directory-verbs.ts'
import { organizationVerbs } from '../ports/organization-verbs.ts'
import { revocationVerbs } from '../ports/revocation-verbs.ts'
import { sessionVerbs } from '../ports/session-verbs.ts'
import { webhookVerbs } from '../ports/webhook-verbs.ts'
import type { Engine } from './sql/engine.ts'
import type { ChangeListener } from './sql/postgres/change-listener.ts'
import type { SqlParts } from './sql/sql-parts.ts'

/** A store in a database. Making one costs nothing: it is opened by its first call, once. */
export interface SqlStore extends Store {
  /**
   * Brings the schema up to date, from any number of instances at once.
   *
   * @returns the migrations it applied, none when there was nothing to do.
   */
  readonly migrate: () => Promise<readonly string[]>
  /** Waits for what is under way and closes the database. A pool that was given stays open. Later calls fail. */
  readonly close: () => Promise<void>
}

/** What both stores take. */
export interface SqlStoreOptions {
  /**
   * False when `migrate()` is called by your deployment; a store that finds its schema behind then refuses to work.
   *
   * @default true: the first call brings the schema up to date
   */
  readonly migrate?: boolean
}

/** The verbs of a store, over a database that is opened when one of them is called. */
export function createSqlStore(
  kind: string,
  open: () => Promise<Engine>,
  options: SqlStoreOptions,
  listener: ChangeListener | null = null,
): SqlStore {
  let closed = false
  const checkOpen = (): void => {
    if (closed) throw new AuthError('STORE_UNAVAILABLE', `the ${kind} store was closed`)
  }
  const engine = once(open)
  const opening = once(async () => {
    const opened = await engine.get()
    // They need kysely, and by now somebody has told the developer if it is missing.
    const [{ createSqlParts }, { checkMigrated, migrate }] = await Promise.all([
      import('./sql/sql-parts.ts'),
      import('./sql/migrate.ts'),
    ])
    await (options.migrate === false ? checkMigrated(opened) : migrate(opened))
    return createSqlParts(opened)
  })
  const parts = deferParts(async () => {
    checkOpen()
    return opening.get()
  })
  return Object.freeze({
    kind,
    ...parts,
    changes: toListening(parts.changes, listener, checkOpen),
    revocations: toListening(parts.revocations, listener, checkOpen),
    migrate: async () => {
      checkOpen()
      const opened = await engine.get()
      const { migrate } = await import('./sql/migrate.ts')
      return migrate(opened)
    },
    close: async () => {
      closed = true
      await listener?.close()
      // One that could not be opened needs no closing.
      await (await engine.peek()?.catch(() => null))?.close()
    },
  } satisfies SqlStore)
}

function toListening<V extends object>(
  asked: V,
  listener: ChangeListener | null,
  checkOpen: () => void,
): V & Pick<Changes, 'listen'> {
  if (listener === null) return Object.freeze({ ...asked, listen: null })
  const listen = async (heard: () => void): Promise<() => Promise<void>> => {
    checkOpen()
    return listener.listen(heard)
  }
  return Object.freeze({ ...asked, listen })
}

function deferParts(load: () => Promise<SqlParts>): SqlParts {
  const { users, groups, roleMappings, loginRecords } = directoryVerbs
  const { organizations, domains, connections, changes } = organizationVerbs
  return {
    logins: deferVerbs(['put', 'take'], async () => (await load()).logins),
    replays: deferVerbs(['claim'], async () => (await load()).replays),
    events: deferVerbs(['append', 'list', 'head'], async () => (await load()).events),
    organizations: deferVerbs(organizations, async () => (await load()).organizations),
    domains: deferVerbs(domains, async () => (await load()).domains),
    connections: deferVerbs(connections, async () => (await load()).connections),
    changes: deferVerbs(changes, async () => (await load()).changes),
    revocations: deferVerbs(revocationVerbs, async () => (await load()).revocations),
    users: deferVerbs(users, async () => (await load()).users),
    groups: deferVerbs(groups, async () => (await load()).groups),
    roleMappings: deferVerbs(roleMappings, async () => (await load()).roleMappings),
    scimTokens: deferVerbs(webhookVerbs.scimTokens, async () => (await load()).scimTokens),
    loginRecords: deferVerbs(loginRecords, async () => (await load()).loginRecords),
    webhookEndpoints: deferVerbs(webhookVerbs.webhookEndpoints, async () => (await load()).webhookEndpoints),
    deliveries: deferVerbs(webhookVerbs.deliveries, async () => (await load()).deliveries),
    sessions: deferVerbs(sessionVerbs, async () => (await load()).sessions),
  }
}

interface Once<T> {
  readonly get: () => Promise<T>
  /** What was made or is being made; null when nobody asked. */
  readonly peek: () => Promise<T> | null
}

/** Makes a thing when it is first asked for. A failure is not kept: the next one who asks tries again. */
function once<T>(make: () => Promise<T>): Once<T> {
  let made: Promise<T> | null = null
  const get = async (): Promise<T> => {
    made ??= make().catch((error: unknown) => {
      made = null
      throw error
    })
    return made
  }
  return { get, peek: () => made }
}
