import { BlockList, isIPv4, isIPv6 } from 'node:net'

/** Where an IP address leads: back to this machine, somewhere on the Internet, or somewhere only we can reach. */
export type AddressKind = 'loopback' | 'public' | 'private'

/**
 * Everything that is not globally reachable unicast, and Azure's host, which is a public number that answers only inside.
 *
 * @see IANA IPv4 Special-Purpose Address Registry
 */
const closedIpv4 = blockList('ipv4', [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['168.63.129.16', 32],
])
const loopbackIpv4 = blockList('ipv4', [['127.0.0.0', 8]])
const loopbackIpv6 = blockList('ipv6', [['::1', 128]])

/** IPv6 is decided the other way round: only global unicast is public, so mapped, local and multicast addresses never are. */
const openIpv6 = blockList('ipv6', [['2000::', 3]])
/**
 * Special ranges inside global unicast; Teredo and 6to4 among them carry an IPv4 address of the sender's choice.
 *
 * @see IANA IPv6 Special-Purpose Address Registry
 */
const closedIpv6 = blockList('ipv6', [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
])
/** NAT64 (RFC 6052): on IPv6-only networks every IPv4 host has such an address. */
const nat64 = blockList('ipv6', [['64:ff9b::', 96]])

/** What kind of address this is. Anything that is no IP address counts as private. */
export function classifyAddress(address: string): AddressKind {
  if (isIPv4(address)) {
    if (loopbackIpv4.check(address, 'ipv4')) return 'loopback'
    return closedIpv4.check(address, 'ipv4') ? 'private' : 'public'
  }
  if (!isIPv6(address) || address.includes('%')) return 'private'
  if (loopbackIpv6.check(address, 'ipv6')) return 'loopback'
  if (nat64.check(address, 'ipv6')) return classifyAddress(embeddedIpv4(address)) === 'public' ? 'public' : 'private'
  return openIpv6.check(address, 'ipv6') && !closedIpv6.check(address, 'ipv6') ? 'public' : 'private'
}

/** The last 32 bits, as the URL parser writes them: `64:ff9b::a00:1` is `10.0.0.1`. */
function embeddedIpv4(address: string): string {
  const groups = new URL(`http://[${address}]`).hostname.slice(1, -1).split(':').slice(-2)
  const [high, low] = groups.map((group) => Number.parseInt(group === '' ? '0' : group, 16))
  return [(high ?? 0) >> 8, (high ?? 0) & 255, (low ?? 0) >> 8, (low ?? 0) & 255].join('.')
}

function blockList(family: 'ipv4' | 'ipv6', subnets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList()
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, family)
  return list
}
