import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'

/** Ports on loopback that nobody holds right now. */
export async function findFreePorts(count: number): Promise<readonly number[]> {
  // All are held at once, so that no two are the same.
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => once(server, 'listening')))
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => once(server.close(), 'close')))
  return ports
}
