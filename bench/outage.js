// What people who are signed in feel of a PostgreSQL that is away: two processes behind a round-robin front, under a steady load.
import { printLine, printTimes, printTimesHeading, printTitle } from './print.js'
import { allowTypescript } from './support/allow-typescript.js'

/** @import { OutageOptions, OutageReport } from '../test/postgres/support/outage/outage.ts' */

const seconds = Number(process.env['BENCH_SECONDS'] ?? 30)
const perSecond = 200

export async function run() {
  await measure('crash', 'stopped at once, nobody listens')
  await measure('freeze', 'there, and silent')
}

/** @param {OutageOptions['kind']} kind @param {string} what */
async function measure(kind, what) {
  allowTypescript()
  const { startOwnPostgres } = await import('../test/postgres/support/start-own-postgres.ts')
  const { startTwoInstances } = await import('../test/postgres/support/instances/two-instances.ts')
  const { measureOutage, outageOptions, outagePool } = await import('../test/postgres/support/outage/outage.ts')
  const postgres = await startOwnPostgres()
  const app = await startTwoInstances({ connectionString: postgres.url, ...outagePool }, { options: outageOptions })
  try {
    printTitle(
      `PostgreSQL away for ${seconds} s (${what}), ${perSecond} requests a second of people who are signed in, in ms`,
    )
    print(await measureOutage(app, postgres, { kind, seconds, perSecond }))
  } finally {
    await app.close()
    await postgres.stop()
  }
}

/** @param {OutageReport} report */
function print({ before, during, after, revoked, signIns, isCurrent, recoveredMs, revokedAfterMs }) {
  printTimesHeading()
  const msOf = (/** @type {readonly { readonly ms: number }[]} */ asked) => asked.map(({ ms }) => ms)
  printTimes('requests before', msOf(before))
  printTimes('requests meanwhile', msOf(during))
  printTimes('requests afterwards', msOf(after))
  printTimes('sign-ins meanwhile', msOf(signIns))
  printLine('')
  printLine(`  people who are signed in got ${count([...before, ...during, ...after].map(({ status }) => status))}`)
  printLine(`  cookies revoked before got ${count(revoked.map(({ status }) => status))}`)
  printLine(`  sign-ins meanwhile got ${count(signIns.map(({ answer }) => answer))}`)
  printLine(
    `  what is revoked was current: meanwhile ${isCurrent.during.join(', ')}; afterwards ${isCurrent.after.join(', ')}`,
  )
  printLine(`  signed in again on both ${Math.round(recoveredMs)} ms after it was back`)
  printLine(`  a session ended afterwards was over on both after ${Math.round(revokedAfterMs)} ms`)
}

/** @param {readonly (string | number)[]} answers */
function count(answers) {
  const kinds = new Map()
  for (const answer of answers) kinds.set(answer, (kinds.get(answer) ?? 0) + 1)
  return [...kinds].map(([answer, times]) => `${answer} (${times} times)`).join(', ') || 'nothing'
}
