import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { UsageError } from './usage-error.ts'

/** A server that listens. */
export interface Listening {
  readonly port: number
  readonly server: Server
}

/** @throws UsageError when the address cannot be had. */
export async function listen(listener: RequestListener, port: number, host: string): Promise<Listening> {
  const server = createServer(listener)
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (cause) {
    throw new UsageError(explain((cause as NodeJS.ErrnoException).code, port, host), { cause })
  }
  return { port: (server.address() as AddressInfo).port, server }
}

function explain(code: string | undefined, port: number, host: string): string {
  if (code === 'EADDRINUSE') return `Port ${port} is taken. Stop what runs there, or choose another one with --port.`
  if (code === 'EACCES') return `Port ${port} needs more rights than you have. Choose one above 1023 with --port.`
  return `Cannot listen on ${host}, port ${port}: ${code ?? 'unknown error'}. Check --host and --port.`
}
