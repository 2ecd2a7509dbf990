// How long a cookie still works after its session was ended elsewhere: two processes on one PostgreSQL, every cause.
import { printLine, printTimes, printTimesHeading, printTitle } from './print.js'
import { allowTypescript } from './support/allow-typescript.js'

/** @import { Cause } from '../test/postgres/support/causes/cause.ts' */

/** What is promised, of every run: a benchmark that fails on a time. */
const promisedMs = 1000
const patienceMs = 10_000
const runs = Number(process.env['BENCH_RUNS'] ?? 100)
/** What the causes share when the store tells nothing is measured with one of them. */
const asked = 'sessions.revoke, one session'

export async function run() {
  allowTypescript()
  const { causes } = await import('../test/postgres/support/causes/causes.ts')
  printTitle('From a cause at one instance until no instance lets the cookie in, in ms')
  const told = await measure(Object.entries(causes), true)
  printTitle('The same where instances only ask: a pooler in transaction mode, SQLite')
  const untold = await measure(
    Object.entries(causes).filter(([name]) => name === asked),
    false,
  )
  printLine(`\n  ${told + untold} runs took longer than ${promisedMs} ms`)
  if (told + untold > 0) process.exitCode = 1
}

/** @param {readonly (readonly [name: string, cause: Cause])[]} causes @param {boolean} listens */
async function measure(causes, listens) {
  const { createSchemas } = await import('../test/postgres/support/schemas.ts')
  const { startTwoInstances } = await import('../test/postgres/support/instances/two-instances.ts')
  const { measureCause } = await import('../test/postgres/support/causes/measure-cause.ts')
  const schemas = await createSchemas()
  const app = await startTwoInstances(await schemas.create(), { listens })
  let late = 0
  try {
    printTimesHeading()
    for (const [index, [name, cause]] of causes.entries()) {
      const times = []
      for (let round = 0; round < runs; round++)
        times.push(await measureCause(app, cause, `c${index}-${round}`, patienceMs))
      printTimes(name, times, promisedMs)
      late += times.filter((ms) => ms > promisedMs).length
    }
  } finally {
    await app.close()
    await schemas.stop()
  }
  return late
}
