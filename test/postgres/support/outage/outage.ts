import type { AuthOptions } from '@launchpad-sso/sdk-node'
import type { PoolConfig } from 'pg'
import { setTimeout as sleep } from 'node:timers/promises'
import { startSteadyLoad, type Asked, type SteadyLoad } from '../instances/steady-load.ts'
import type { TwoInstances } from '../instances/two-instances.ts'
import { signInByOidc } from '../causes/sign-in.ts'
import { ownCauses } from '../causes/own-causes.ts'
import { measureCause } from '../causes/measure-cause.ts'
import type { OwnPostgres } from '../start-own-postgres.ts'

/** What people who are signed in see of a database that is away. */
export interface OutageReport {
  /** Requests of people who are signed in. */
  readonly before: readonly Asked[]
  readonly during: readonly Asked[]
  readonly after: readonly Asked[]
  /** Requests, during the outage, with cookies that were revoked before. */
  readonly revoked: readonly Asked[]
  /** New sign-ins that were begun and answered during the outage. */
  readonly signIns: readonly Attempt[]
  /** What the instances say of what they know, during the outage and after it. */
  readonly isCurrent: { readonly during: readonly boolean[]; readonly after: readonly boolean[] }
  /** Until somebody could sign in again, from the moment the database answered. */
  readonly recoveredMs: number
  /** Until a session that was ended after the outage was over at both. */
  readonly revokedAfterMs: number
}

/** A sign-in that was begun. */
interface Attempt {
  readonly at: number
  readonly ms: number
  /** Status, and code if there is one. */
  readonly answer: string
}

export interface OutageOptions {
  readonly kind: 'crash' | 'freeze'
  readonly seconds: number
  readonly perSecond: number
}

/** The pool of the guide to production, with less patience. */
export const outagePool: PoolConfig = { max: 10, connectionTimeoutMillis: 2000, query_timeout: 2000 }
/** Cookies are renewed meanwhile. */
export const outageOptions: Pick<AuthOptions, 'session'> = { session: { idleSeconds: 60 } }

const people = 40
const patienceMs = 60_000

/** Lets the database be away under load. */
export async function measureOutage(
  app: TwoInstances,
  postgres: OwnPostgres,
  { kind, seconds, perSecond }: OutageOptions,
): Promise<OutageReport> {
  const living = await signInMany(app, 'living', people)
  const dead = await signInMany(app, 'dead', 4)
  await revokeAll(app, dead)
  const url = app.front.origin
  const [load, ghosts] = [startSteadyLoad(url, living, perSecond), startSteadyLoad(url, dead, 8)]
  await sleep(2000)
  const wentAt = performance.now()
  if (kind === 'crash') await postgres.crash()
  else postgres.freeze()
  const attempts = startAttempts(app)
  await sleep(seconds * 1000)
  const during = await readHealth(app)
  const goneUntil = performance.now()
  if (kind === 'crash') await postgres.restart()
  else postgres.thaw()
  const cameAt = performance.now()
  const recoveredMs = await untilSignedIn(app, cameAt)
  await sleep(2000)
  const revokedAfterMs = await endOne(app)
  const after = await readHealth(app)
  await Promise.all([load.stop(), ghosts.stop(), attempts.stop()])
  return {
    ...split(load, wentAt, cameAt),
    revoked: ghosts.asked.filter(({ at }) => at > wentAt),
    signIns: attempts.made.filter(({ at, ms }) => at + ms < goneUntil),
    isCurrent: { during, after },
    recoveredMs,
    revokedAfterMs,
  }
}

async function signInMany(app: TwoInstances, name: string, count: number): Promise<readonly string[]> {
  const cookies: string[] = []
  for (let index = 0; index < count; index++)
    cookies.push((await signInByOidc(app, { email: `${name}-${index}@globex.test` })).cookies())
  return cookies
}

/** Resolves when no instance lets any of them in. */
async function revokeAll({ one, other }: TwoInstances, cookies: readonly string[]): Promise<void> {
  for (const cookie of cookies) {
    const headers = { cookie, 'sec-fetch-site': 'same-origin', accept: 'application/json' }
    await fetch(`${one.origin}/auth/logout`, { method: 'POST', headers })
    for (const { origin } of [one, other])
      while ((await fetch(origin, { headers: { cookie } })).status !== 401) await sleep(20)
  }
}

/** New sign-ins, twice a second. */
function startAttempts(app: TwoInstances): {
  readonly made: readonly Attempt[]
  readonly stop: () => Promise<unknown>
} {
  const made: Attempt[] = []
  const open: Promise<void>[] = []
  const attempt = async (): Promise<void> => {
    const at = performance.now()
    const answer = await beginSignIn(app)
    made.push({ at, ms: performance.now() - at, answer })
  }
  const timer = setInterval(() => open.push(attempt()), 500)
  return {
    made,
    stop: async () => {
      clearInterval(timer)
      await Promise.all(open)
    },
  }
}

async function beginSignIn({ front }: TwoInstances): Promise<string> {
  const url = `${front.origin}/auth/login?connection=globex`
  const response = await fetch(url, { headers: { accept: 'application/json' }, redirect: 'manual' })
  const text = await response.text()
  if (!text.startsWith('{')) return `${response.status}`
  return `${response.status} ${(JSON.parse(text) as { readonly error?: { readonly code: string } }).error?.code}`
}

async function readHealth({ one, other }: TwoInstances): Promise<readonly boolean[]> {
  const health = await Promise.all([one.auth.health(), other.auth.health()])
  return health.map(({ revocations }) => revocations.isCurrent)
}

async function untilSignedIn(app: TwoInstances, since: number): Promise<number> {
  for (;;) {
    try {
      for (const instance of [app.one, app.other]) await signInAt(app, instance)
      return performance.now() - since
    } catch (error) {
      if (performance.now() - since > patienceMs) throw error
      await sleep(50)
    }
  }
}

async function signInAt(app: TwoInstances, one: TwoInstances['one']): Promise<void> {
  await signInByOidc({ ...app, one }, { email: 'back@globex.test' })
}

async function endOne(app: TwoInstances): Promise<number> {
  const cause = ownCauses['sessions.revoke, one session']
  if (cause === undefined) throw new Error('wanted a cause, there is none of that name')
  return measureCause(app, cause, 'after-the-outage', patienceMs)
}

function split(
  { asked }: SteadyLoad,
  wentAt: number,
  cameAt: number,
): Pick<OutageReport, 'before' | 'during' | 'after'> {
  return {
    before: asked.filter(({ at }) => at < wentAt),
    during: asked.filter(({ at }) => at >= wentAt && at < cameAt),
    after: asked.filter(({ at }) => at >= cameAt),
  }
}
