// In a process of its own: loads that many domains from a SQLite file while the event loop is watched.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { sqliteStore } from '@launchpad-sso/sdk-node/sqlite'
import { sql } from 'kysely'
import { openSqlite } from '../../packages/sdk-node/dist/stores/sql/sqlite/open-sqlite.js'
import { loadDiscovery } from './many-domains.js'

const domains = Number(process.argv[2])
const folder = mkdtempSync(path.join(tmpdir(), 'launchpad-bench-'))
const file = path.join(folder, 'auth.db')
try {
  await fill()
  const store = sqliteStore(file, { migrate: false })
  await store.changes.head()
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const cpuBefore = process.cpuUsage()
  const started = performance.now()
  const discovery = await loadDiscovery(store)
  const ms = performance.now() - started
  const { user, system } = process.cpuUsage(cpuBefore)
  delay.disable()
  const report = await discovery.report()
  if (report.domains !== domains) throw new Error(`wanted ${domains} domains, got ${report.domains}`)
  process.stdout.write(JSON.stringify({ ms, cpuMs: (user + system) / 1000, longestMs: delay.max / 1e6 }))
  await store.close()
} finally {
  rmSync(folder, { recursive: true })
}

/** One organization for ten domains. Past the verbs of the store, which write one at a time. */
async function fill() {
  const migrated = sqliteStore(file, { synchronous: 'normal' })
  await migrated.migrate()
  await migrated.close()
  const engine = await openSqlite(file, 'normal')
  const numbers = sql`with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < ${domains})`
  const organization = sql`printf('00000000-0000-4000-8000-%012d', i / 10)`
  const name = sql`printf('company-%07d.test', i)`
  await engine.run(async (db) => {
    await sql`
      ${numbers} insert into launchpad_organizations (id, name, branding, settings, created_at, updated_at, version)
      select ${organization}, 'Company', '{}', '{}', 0, 0, 1 from n where i % 10 = 0`.execute(db)
    await sql`
      ${numbers} insert into launchpad_domains (organization_id, name, verified_name, status, verification_value,
        include_subdomains, created_at, created_by, verified_at, updated_at, version)
      select ${organization}, ${name}, ${name}, 'verified', 'v', 0, 0, '{"type":"system","id":null}', 0, 0, 1
      from n`.execute(db)
    await sql`insert into launchpad_change_head (id, sequence) values (1, 1)
      on conflict (id) do update set sequence = 1`.execute(db)
  })
  await engine.close()
}
