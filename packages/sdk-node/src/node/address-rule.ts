import { lookup as lookupDns } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { classifyAddress, type AddressKind } from './classify-address.ts'
import { createFetchFailure } from './fetch-failure.ts'

/** What a fetch was told about the network. */
export interface NetworkPolicy {
  readonly trustedOrigins: ReadonlySet<string>
  readonly insecureAllowPrivateNetwork: boolean
  /** Answers like `dns.lookup` with `all: true`. */
  readonly resolve: LookupFunction
}

/** Kinds of address one URL may lead to. */
export type AddressRule = ReadonlySet<AddressKind>

const anywhere: AddressRule = new Set<AddressKind>(['public', 'private', 'loopback'])
const internetOnly: AddressRule = new Set<AddressKind>(['public'])
const insideOnly: AddressRule = new Set<AddressKind>(['private', 'loopback'])
const loopbackOnly: AddressRule = new Set<AddressKind>(['loopback'])

/** The system's resolver: hosts file first, like everything else on this machine. */
export const systemResolve: LookupFunction = lookupDns

/**
 * Which addresses a URL may lead to. A literal address is judged here, because `lookup` is never asked about it.
 *
 * @throws FetchFailure FETCH_REFUSED
 */
export function toAddressRule(url: URL, policy: NetworkPolicy): AddressRule {
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw refuse(url, `wanted https, got ${url.protocol.slice(0, -1)}`)
  if (url.username !== '' || url.password !== '') throw refuse(url, 'wanted no user name or password in the URL')
  if (url.hostname.endsWith('.')) throw refuse(url, 'wanted a host name without a trailing dot')
  const rule = ruleFor(url, policy)
  const address = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(address) !== 0) checkAddress(address, rule, url)
  return rule
}

function ruleFor(url: URL, policy: NetworkPolicy): AddressRule {
  const trusted = policy.trustedOrigins.has(url.origin)
  if (url.protocol === 'https:') return trusted || policy.insecureAllowPrivateNetwork ? anywhere : internetOnly
  if (policy.insecureAllowPrivateNetwork) return insideOnly
  if (trusted) return loopbackOnly
  throw refuse(url, 'wanted https; plain http is only for a trusted origin on loopback')
}

/** A `lookup` for `http.request`: the addresses it lets through are the ones connected to, so DNS cannot change its mind. */
export function createGuardedLookup(url: URL, rule: AddressRule, resolve: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '')
      const addresses = Array.isArray(found) ? found : []
      try {
        for (const { address } of addresses) checkAddress(address, rule, url)
      } catch (refusal) {
        return callback(refusal as Error, '')
      }
      const [first] = addresses
      if (first === undefined) return callback(refuse(url, 'the host has no address'), '')
      if (options.all === true) return callback(null, addresses)
      return callback(null, first.address, first.family)
    })
  }
}

function checkAddress(address: string, rule: AddressRule, url: URL): void {
  const kind = classifyAddress(address)
  if (!rule.has(kind)) throw refuse(url, `${address} is a ${kind} address, wanted ${[...rule].join(' or ')}`)
}

function refuse(url: URL, reason: string): Error {
  return createFetchFailure('FETCH_REFUSED', `refused to contact ${url.protocol}//${url.host}: ${reason}`)
}
