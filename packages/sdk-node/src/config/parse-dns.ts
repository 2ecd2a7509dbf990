import { isIP } from 'node:net'
import type { DnsOptions } from './auth-options.ts'
import type { Config } from './config.ts'
import { knownDns } from './known-options.ts'
import type { Problems } from './surroundings.ts'
import { takeKnown } from './take-known.ts'

/** @param problems takes what is wrong. */
export function parseDns(given: DnsOptions, problems: Problems): Config['dns'] {
  const options = takeKnown(given, knownDns, (text) => problems.push(`dns ${text}`))
  const servers = options.servers ?? []
  for (const [index, server] of servers.entries())
    if (!isNameServer(server))
      problems.push(`dns.servers[${index}] must be an IP address, with or without a port, is '${server}'`)
  const timeoutMs = options.timeoutMs ?? 5000
  if (!Number.isInteger(timeoutMs) || timeoutMs < 100 || timeoutMs > 60_000)
    problems.push(`dns.timeoutMs must be a whole number from 100 to 60000, is ${timeoutMs}`)
  return Object.freeze({ servers: Object.freeze([...servers]), timeoutMs })
}

/** Never a name: who is asked about names must not depend on one. */
function isNameServer(text: string): boolean {
  if (isIP(text) !== 0) return true
  const [, six, four, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(text) ?? []
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return false
  return six === undefined ? isIP(four ?? '') === 4 : isIP(six) === 6
}
