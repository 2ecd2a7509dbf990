import { setTimeout as sleep } from 'node:timers/promises'
import type { TwoInstances } from '../instances/two-instances.ts'
import type { Cause } from './cause.ts'

const everyMs = 20

/**
 * Signs in on one instance, ends that there, and asks both until they refuse the cookie: in turns, as people do who work on.
 *
 * @param patienceMs how long it may take.
 * @returns milliseconds from the moment the cause was sent on its way until the last of the two had heard of it.
 */
export async function measureCause(app: TwoInstances, cause: Cause, name: string, patienceMs: number): Promise<number> {
  const { cookie, end } = await cause(app, name)
  const origins = [app.other.origin, app.one.origin]
  for (const origin of [...origins, app.front.origin]) await expectStatus(origin, cookie, 200, 'before the cause')
  const startedAt = performance.now()
  const [, ...all] = await Promise.all([
    end(),
    ...origins.map((origin) => untilRefused(origin, cookie, startedAt, patienceMs)),
  ])
  // Wherever the front leads: twice, because it takes turns.
  for (const origin of [app.front.origin, app.front.origin]) await expectStatus(origin, cookie, 401, 'after the cause')
  return Math.max(...all)
}

async function untilRefused(origin: string, cookie: string, startedAt: number, patienceMs: number): Promise<number> {
  for (;;) {
    const status = await statusAt(origin, cookie)
    const ms = performance.now() - startedAt
    if (status === 401) return ms
    if (ms > patienceMs) throw new Error(`still signed in after ${Math.round(ms)} ms: wanted 401, got ${status}`)
    await sleep(everyMs)
  }
}

async function statusAt(origin: string, cookie: string): Promise<number> {
  const response = await fetch(origin, { headers: { cookie, accept: 'application/json' } })
  await response.arrayBuffer()
  return response.status
}

async function expectStatus(origin: string, cookie: string, wanted: number, when: string): Promise<void> {
  const status = await statusAt(origin, cookie)
  if (status !== wanted) throw new Error(`${when}: wanted ${wanted} of ${origin}, got ${status}`)
}
