import { CANCELLED, NODATA, NOTFOUND, Resolver, TIMEOUT } from 'node:dns/promises'
import { AuthError } from '../model/auth-error.ts'
import type { ResolveTxt, TxtAnswer } from './txt-answer.ts'

/** Whom to ask, and how long. */
export interface TxtResolverOptions {
  /** `192.0.2.1`, `192.0.2.1:5353`, `[2001:db8::1]:5353`; empty: those of the machine. */
  readonly servers: readonly string[]
  /** For everything together: all servers, all attempts, and TCP after UDP. */
  readonly timeoutMs: number
}

/**
 * Asks real name servers, each time anew: whoever has just written a record wants it found. The second server is asked when the
 * first is silent; an error is an answer.
 *
 * @throws AuthError CONFIG_INVALID for a server that is none
 */
export function createTxtResolver({ servers, timeoutMs }: TxtResolverOptions): ResolveTxt {
  openResolver(servers, timeoutMs)
  return async (name) => {
    // Cancelling ends every query of a resolver, so each query has its own.
    const resolver = openResolver(servers, timeoutMs)
    const deadline = setTimeout(() => resolver.cancel(), timeoutMs)
    try {
      const records = await resolver.resolveTxt(name)
      return records.length === 0 ? { kind: 'no-record' } : { kind: 'records', records: records.map(join) }
    } catch (error) {
      return toAnswer(error)
    } finally {
      clearTimeout(deadline)
    }
  }
}

/** Two attempts within the time: the second waits twice as long as the first. */
function openResolver(servers: readonly string[], timeoutMs: number): Resolver {
  const resolver = new Resolver({ timeout: Math.max(1, Math.floor(timeoutMs / 3)), tries: 2 })
  try {
    if (servers.length > 0) resolver.setServers(servers)
  } catch (cause) {
    const got = servers.map((server) => `'${server}'`).join(', ')
    throw new AuthError('CONFIG_INVALID', `dns.servers: wanted IP addresses, with a port or without, got ${got}`, {
      cause,
    })
  }
  return resolver
}

/** A string of a record holds 255 bytes at most, so longer texts come in several. Node reads each byte as a character. */
function join(strings: readonly string[]): string {
  const text = strings.join('')
  return /^[\0-\u00FF]*$/.test(text) ? Buffer.from(text, 'latin1').toString('utf8') : text
}

function toAnswer(error: unknown): TxtAnswer {
  const { code } = error as { readonly code?: unknown }
  switch (code) {
    case NOTFOUND:
      return { kind: 'no-such-name' }
    case NODATA:
      return { kind: 'no-record' }
    case TIMEOUT:
    case CANCELLED:
      return { kind: 'timeout' }
    default:
      return { kind: 'failure', code: typeof code === 'string' ? code : String(error) }
  }
}
