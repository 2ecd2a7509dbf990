import { AuthError } from '../model/auth-error.ts'
import type { Store } from '../ports/store.ts'
import type { Engine } from './sql/engine.ts'
import { checkMigrated, migrate } from './sql/migrate.ts'
import { sqlEvents } from './sql/sql-events.ts'
import { sqlLogins } from './sql/sql-logins.ts'
import { sqlReplays } from './sql/sql-replays.ts'
import { sqlUsers } from './sql/sql-users.ts'

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
export function createSqlStore(kind: string, open: () => Promise<Engine>, options: SqlStoreOptions): SqlStore {
  let closed = false
  const checkOpen = (): void => {
    if (closed) throw new AuthError('STORE_UNAVAILABLE', `the ${kind} store was closed`)
  }
  const engine = once(open)
  const parts = once(async () => {
    const opened = await engine.get()
    await (options.migrate === false ? checkMigrated(opened) : migrate(opened))
    return {
      logins: sqlLogins(opened),
      replays: sqlReplays(opened),
      users: sqlUsers(opened),
      events: sqlEvents(opened),
    }
  })
  const ready: typeof parts.get = async () => {
    checkOpen()
    return parts.get()
  }
  return Object.freeze({
    kind,
    logins: deferVerbs(['put', 'take'], async () => (await ready()).logins),
    replays: deferVerbs(['claim'], async () => (await ready()).replays),
    users: deferVerbs(
      ['find', 'findByLink', 'findByEmail', 'insert', 'link', 'replace'],
      async () => (await ready()).users,
    ),
    events: deferVerbs(['append', 'list', 'head'], async () => (await ready()).events),
    migrate: async () => {
      checkOpen()
      return migrate(await engine.get())
    },
    close: async () => {
      closed = true
      // One that could not be opened needs no closing.
      await (await engine.peek()?.catch(() => null))?.close()
    },
  } satisfies SqlStore)
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

function deferVerbs<V extends object>(names: readonly (keyof V & string)[], get: () => Promise<V>): V {
  const verbs = names.map((name) => [
    name,
    async (...values: unknown[]): Promise<unknown> => {
      const part = (await get()) as Readonly<Record<string, (...given: unknown[]) => Promise<unknown>>>
      return part[name]?.(...values)
    },
  ])
  return Object.freeze(Object.fromEntries(verbs) as V)
}
