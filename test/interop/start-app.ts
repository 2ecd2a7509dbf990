import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { authRoutes, requireSession } from '@launchpad-sso/express'
import { createAuth, type ConnectionOptions, type LogEntry } from '@launchpad-sso/sdk-node'
import express from 'express'

export interface App {
  readonly origin: string
  /** What the SDK logged, oldest first. */
  readonly log: readonly LogEntry[]
  readonly stop: () => Promise<void>
}

/** An Express app on loopback as a user of the SDK would write it: `/me` is protected and answers with the session. */
export async function startApp(connections: readonly ConnectionOptions[]): Promise<App> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const log: LogEntry[] = []
  const auth = createAuth({
    baseUrl: origin,
    secrets: ['a secret of the interop tests, long enough'],
    connections,
    log: (entry) => void log.push(entry),
  })
  const app = express()
  app.use(authRoutes(auth))
  app.get('/me', requireSession(auth), (_request, response) => {
    const { session } = response.locals
    response.json({ email: session?.user.email, name: session?.user.name, connection: session?.connection })
  })
  server.on('request', app)
  const stop = async (): Promise<void> => {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }
  return { origin, log, stop }
}
