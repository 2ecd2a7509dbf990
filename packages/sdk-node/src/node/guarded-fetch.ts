import http from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import { createGuardedLookup, systemResolve, toAddressRule, type NetworkPolicy } from './address-rule.ts'
import { sendRequest } from './send-request.ts'
import { toPlainRequest } from './to-plain-request.ts'

export interface GuardedFetchOptions {
  /**
   * Origins the developer wrote down: exactly these may have a private address, and on loopback speak plain http.
   *
   * @default none
   */
  readonly trustedOrigins?: readonly string[]
  /**
   * Lets every URL reach private addresses, by plain http too: whoever chooses the URL chooses which service inside your
   * network is called.
   *
   * @default false
   */
  readonly insecureAllowPrivateNetwork?: boolean
  /** From the first step to the last byte of the answer. @default 5000 */
  readonly timeoutMs?: number
  /** Reading stops there. @default 1048576 */
  readonly maxBytes?: number
  /** What becomes of a longer answer. `cut` is for who wants its status only. @default 'refuse' */
  readonly longer?: 'refuse' | 'cut'
  /** Turns names into addresses. @default the system's resolver */
  readonly resolve?: LookupFunction
}

/** Longer than the pauses between the steps of a login, shorter than most servers keep an idle connection. */
const idleMs = 10_000
const maxIdleConnections = 8

/**
 * A `fetch` for URLs that came from outside: it follows no redirect, stops at a deadline and a size, speaks https, and
 * connects to the very address it has judged public. Connections are kept alive; idle ones do not hold the process.
 *
 * It rejects with a {@link FetchFailure}.
 */
export function createGuardedFetch(options: GuardedFetchOptions = {}): typeof globalThis.fetch {
  const policy: NetworkPolicy = {
    trustedOrigins: new Set((options.trustedOrigins ?? []).map((origin) => new URL(origin).origin)),
    insecureAllowPrivateNetwork: options.insecureAllowPrivateNetwork ?? false,
    resolve: options.resolve ?? systemResolve,
  }
  const limits = {
    timeoutMs: options.timeoutMs ?? 5000,
    maxBytes: options.maxBytes ?? 1024 * 1024,
    longer: options.longer ?? 'refuse',
  } as const
  const pool = { keepAlive: true, timeout: idleMs, maxFreeSockets: maxIdleConnections }
  const agents = { plain: new http.Agent(pool), tls: new https.Agent(pool) }

  return async (input, init) => {
    const request = await toPlainRequest(input, init)
    const rule = toAddressRule(request.url, policy)
    const lookup = createGuardedLookup(request.url, rule, policy.resolve)
    // Read at the time of the call: whoever intercepts node:http (msw, tracing) replaces these two functions.
    return request.url.protocol === 'https:'
      ? sendRequest(request, { ...limits, open: https.request, connection: { agent: agents.tls, lookup } })
      : sendRequest(request, { ...limits, open: http.request, connection: { agent: agents.plain, lookup } })
  }
}
