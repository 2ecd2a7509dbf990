import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { describeKilledProvisioner } from './support/describe-killed-provisioner.ts'
import { findSchemas } from './support/find-schemas.ts'

const schemas = await findSchemas()
const folder = mkdtempSync(join(tmpdir(), 'launchpad-killed-'))
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await schemas?.stop()
})

describeKilledProvisioner('SQLite', async () => ({
  type: 'sqlite',
  path: join(folder, 'auth.db'),
  synchronous: 'full',
}))

if (schemas !== null)
  describeKilledProvisioner('PostgreSQL', async () => ({ type: 'postgres', config: await schemas.create() }))
