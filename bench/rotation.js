// Whether anybody is signed out while the app's secret is changed under load: two processes on one PostgreSQL, replaced one by one.
import { setTimeout as sleep } from 'node:timers/promises'
import { printLine, printTimes, printTimesHeading, printTitle } from './print.js'
import { allowTypescript } from './support/allow-typescript.js'

/** @import { PoolConfig } from 'pg' */
/** @import { Instance } from '../test/postgres/support/instances/start-instance.ts' */

const [current, next] = ['current-bench-secret-'.repeat(2), 'next-bench-secret-'.repeat(2)]
const idleSeconds = 60
const people = 40
const perSecond = 200

export async function run() {
  allowTypescript()
  const { createSchemas } = await import('../test/postgres/support/schemas.ts')
  const { createRoundRobinFront } = await import('../test/postgres/support/instances/round-robin-front.ts')
  const schemas = await createSchemas()
  const front = await createRoundRobinFront()
  /** @type {Instance[]} */
  const instances = []
  try {
    printTitle(`Another secret under ${perSecond} requests a second, in ms`)
    const config = await schemas.create()
    // One after the other: the first makes the tables.
    for (let index = 0; index < 2; index++) instances.push(await start(front.origin, config, [current]))
    front.lead(instances.map(({ origin }) => origin))
    await measure(instances, front, config)
  } finally {
    await Promise.all(instances.map(({ kill }) => kill()))
    await front.close()
    await schemas.stop()
  }
}

/**
 * @param {Instance[]} instances
 * @param {import('../test/postgres/support/instances/round-robin-front.ts').Front} front
 * @param {PoolConfig} config
 */
async function measure(instances, front, config) {
  const { startSteadyLoad } = await import('../test/postgres/support/instances/steady-load.ts')
  const { rotateSecrets } = await import('../packages/sdk-node/test/support/rotate-secrets.ts')
  const cookies = await signInMany(instances[0])
  const startedAt = performance.now()
  const load = startSteadyLoad(front.origin, cookies, perSecond)
  await rotateSecrets(
    {
      size: instances.length,
      restart: async (index, secrets) => {
        const before = instances[index]
        instances[index] = await start(front.origin, config, secrets)
        front.lead(instances.map(({ origin }) => origin))
        // What is under way comes to its end.
        await sleep(1000)
        await before.kill()
      },
    },
    // A cookie is renewed after a tenth of the idle time.
    { current, next, untilRenewed: () => sleep(idleSeconds * 100 + 2000) },
  )
  await sleep(2000)
  await load.stop()
  const seconds = (performance.now() - startedAt) / 1000
  const statuses = load.asked.map(({ status }) => status)
  printTimesHeading()
  const times = load.asked.map(({ ms }) => ms)
  printTimes('requests', times)
  const signOuts = statuses.filter((status) => status === 401).length
  const others = statuses.filter((status) => status !== 401 && status !== 200).length
  printLine(
    `\n  ${Math.round(statuses.length / seconds)} requests a second for ${Math.round(seconds)} s, six instances replaced`,
  )
  printLine(`  sign-outs: ${signOuts}; other failures: ${others}`)
  if (signOuts > 0) process.exitCode = 1
}

/** @param {string} baseUrl @param {PoolConfig} config @param {readonly string[]} secrets */
async function start(baseUrl, config, secrets) {
  const { startInstance } = await import('../test/postgres/support/instances/start-instance.ts')
  const instance = await startInstance({
    store: { type: 'postgres', config },
    options: { baseUrl, secrets, session: { idleSeconds } },
  })
  await instance.auth.health()
  return instance
}

/** @param {Instance} instance */
async function signInMany({ auth }) {
  const cookies = []
  for (let index = 0; index < people; index++) {
    const { setCookie } = await auth.createSession({
      user: { id: `user-${index}`, email: `ana.${index}@acme.test` },
      organization: { id: 'acme', name: 'Acme' },
      connection: 'password',
      roles: ['buyer'],
    })
    cookies.push(setCookie.slice(0, setCookie.indexOf(';')))
  }
  return cookies
}
