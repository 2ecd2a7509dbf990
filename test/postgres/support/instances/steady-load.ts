import { setTimeout as sleep } from 'node:timers/promises'

/** One request, and what became of it. */
export interface Asked {
  /** When it was sent, as `performance.now()`. */
  readonly at: number
  readonly ms: number
  /** 0: no answer. */
  readonly status: number
}

/** People who go on working, whatever happens. */
export interface SteadyLoad {
  readonly asked: readonly Asked[]
  /** Resolves when the last answer is here. */
  readonly stop: () => Promise<void>
}

/** Nobody waits longer for a page. */
const patienceMs = 15_000

/**
 * So many requests a second, one after the other from each of these cookies, also while the ones before are not answered: a slow server is
 * not asked less. Renewed cookies are kept, as browsers do.
 *
 * @param url where they go; JSON is wanted.
 */
export function startSteadyLoad(url: string, cookies: readonly string[], perSecond: number): SteadyLoad {
  const jar = [...cookies]
  const asked: Asked[] = []
  const open = new Set<Promise<void>>()
  const stopping = new AbortController()
  const ask = async (index: number): Promise<void> => {
    const at = performance.now()
    const status = await fetchWith(url, jar, index)
    asked.push({ at, ms: performance.now() - at, status })
  }
  const run = async (): Promise<void> => {
    const startedAt = performance.now()
    for (let sent = 0; !stopping.signal.aborted; sent++) {
      const asking = ask(sent % jar.length).finally(() => open.delete(asking))
      open.add(asking)
      await sleep(Math.max(0, startedAt + ((sent + 1) * 1000) / perSecond - performance.now()))
    }
  }
  const running = run()
  return {
    asked,
    stop: async () => {
      stopping.abort()
      await running
      await Promise.all(open)
    },
  }
}

async function fetchWith(url: string, jar: string[], index: number): Promise<number> {
  try {
    const headers = { cookie: jar[index] ?? '', accept: 'application/json' }
    const response = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(patienceMs) })
    await response.arrayBuffer()
    const [renewed] = response.headers.getSetCookie()
    if (renewed !== undefined) jar[index] = renewed.slice(0, renewed.indexOf(';'))
    return response.status
  } catch {
    return 0
  }
}
