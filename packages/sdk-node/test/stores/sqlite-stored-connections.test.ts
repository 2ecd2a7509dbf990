import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { describeStoredConnections } from './support/describe-stored-connections.ts'
import { openStore } from './support/store-setup.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'launchpad-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describeStoredConnections('SQLite', () =>
  openStore({ type: 'sqlite', path: path.join(folder, 'auth.db'), synchronous: 'normal' }),
)
