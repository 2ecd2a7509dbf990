import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memoryStore, type Store } from '@launchpad-sso/sdk-node'
import { sqliteStore } from '@launchpad-sso/sdk-node/sqlite'

/** A store of a test. */
export interface OpenedStore {
  readonly store: Store
  readonly close: () => Promise<void>
}

/** Stores that need no server, by name. */
export const localStores: readonly (readonly [name: 'memory' | 'SQLite', open: () => OpenedStore])[] = [
  ['memory', () => ({ store: memoryStore(), close: async () => {} })],
  ['SQLite', openSqlite],
]

export function openSqlite(): OpenedStore {
  const folder = mkdtempSync(join(tmpdir(), 'launchpad-scim-'))
  const store = sqliteStore(join(folder, 'auth.db'))
  const close = async (): Promise<void> => {
    await store.close()
    rmSync(folder, { recursive: true })
  }
  return { store, close }
}
