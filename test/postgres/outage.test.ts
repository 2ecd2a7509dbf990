import { afterEach, expect, test, vi } from 'vitest'
import { startTwoInstances, type TwoInstances } from './support/instances/two-instances.ts'
import { measureOutage, outageOptions, outagePool } from './support/outage/outage.ts'
import { startOwnPostgres, type OwnPostgres } from './support/start-own-postgres.ts'

vi.setConfig({ testTimeout: 180_000 })
let postgres: OwnPostgres | undefined
let app: TwoInstances | undefined
afterEach(async () => {
  await app?.close()
  await postgres?.stop()
})

/** How long anything takes is measured by `npm run bench -- outage`. */
test.each([
  ['stopped', 'crash'],
  ['there, and silent', 'freeze'],
] as const)('a PostgreSQL that is %s stops nobody who is signed in, and lets nobody in', async (_name, kind) => {
  postgres = await startOwnPostgres()
  app = await startTwoInstances({ connectionString: postgres.url, ...outagePool }, { options: outageOptions })
  const report = await measureOutage(app, postgres, { kind, seconds: 5, perSecond: 50 })
  for (const asked of [report.before, report.during, report.after]) {
    expect(asked.length).toBeGreaterThan(0)
    expect(asked.filter(({ status }) => status !== 200)).toEqual([])
  }
  expect(report.revoked.length).toBeGreaterThan(0)
  expect(report.revoked.filter(({ status }) => status !== 401)).toEqual([])
  expect(new Set(report.signIns.map(({ answer }) => answer))).toEqual(new Set(['503 STORE_UNAVAILABLE']))
  expect(report.isCurrent).toEqual({ during: [false, false], after: [true, true] })
})
