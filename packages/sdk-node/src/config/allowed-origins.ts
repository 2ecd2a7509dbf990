import { asciiLowerCase } from '../model/ascii-lower-case.ts'
import { parseOrigin } from './parse-origin.ts'
import type { Problems } from './surroundings.ts'

/** Longer than any name the DNS knows, with its port. */
const maxLength = 260
const defaultPorts = [
  ['https:', ':443'],
  ['http:', ':80'],
] as const

/** The origins an app may be reached at. */
export interface AllowedOrigins {
  /** The first one that is written out; null when there is none. */
  readonly first: URL | null
  /** The origin for a value of the `Host` header; null when it is none of ours. */
  readonly findByHost: (host: string) => string | null
  readonly has: (origin: URL) => boolean
}

/** What follows `xn--` may encode nothing, and URL parsers differ about such names: no `*` stands for one. */
const notEncoded = '(?!xn--)'

interface Pattern {
  readonly protocol: string
  readonly host: RegExp
}

/**
 * Origins, and patterns in which a `*` stands for one or more letters, digits and hyphens within one label.
 *
 * @param problems takes what is wrong.
 */
export function parseAllowedOrigins(name: string, entries: readonly unknown[], problems: Problems): AllowedOrigins {
  const protocols = new Map<string, string>()
  const patterns: Pattern[] = []
  let first: URL | null = null
  for (const [index, entry] of entries.entries()) {
    const at = `${name}[${index}]`
    const url = parseOrigin(at, entry, problems)
    if (url === null) continue
    if (url.hostname.includes('*')) patterns.push(parsePattern(at, url, problems))
    else if (protocols.has(url.host)) problems.push(`${at} names the host '${url.host}' a second time`)
    else protocols.set(url.host, url.protocol)
    if (!url.hostname.includes('*')) first ??= url
  }
  const findProtocol = (host: string): string | null =>
    protocols.get(host) ?? patterns.find((pattern) => pattern.host.test(host))?.protocol ?? null
  return {
    first,
    findByHost: (given) => {
      if (given.length > maxLength) return null
      const host = asciiLowerCase(given)
      const protocol = findProtocol(host)
      return protocol === null ? findByDefaultPort(host, findProtocol) : `${protocol}//${host}`
    },
    has: ({ protocol, host }) =>
      protocols.get(host) === protocol || patterns.some((one) => one.protocol === protocol && one.host.test(host)),
  }
}

/** A URL leaves its default port away, a `Host` header need not. */
function findByDefaultPort(host: string, findProtocol: (host: string) => string | null): string | null {
  for (const [protocol, port] of defaultPorts) {
    const name = host.endsWith(port) ? host.slice(0, -port.length) : ''
    if (findProtocol(name) === protocol) return `${protocol}//${name}`
  }
  return null
}

function parsePattern(at: string, { protocol, hostname, host }: URL, problems: Problems): Pattern {
  const labels = hostname.split('.')
  // Whoever may register names next to ours must not be matched.
  const isNarrow = labels.length > 2 && labels.slice(-2).every((label) => label !== '' && !label.includes('*'))
  if (!isNarrow || labels.some((label) => !/^[a-z0-9-]*\*?[a-z0-9-]*$/.test(label)))
    problems.push(
      `${at} may hold one '*' in a label, and none in the last two, as in 'https://*.preview.example.com', is '${hostname}'`,
    )
  const source = host.split('.').map((label) => label.replace(/^(.*)\*(.*)$/, `${notEncoded}$1[a-z0-9-]+$2`))
  return { protocol, host: new RegExp(`^${source.join(String.raw`\.`)}$`) }
}
