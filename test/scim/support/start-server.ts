import { createServer, request as sendRequest, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Auth } from '@launchpad-sso/sdk-node'
import { authRoutes } from '@launchpad-sso/express'
import express from 'express'

/** The app behind a real socket. */
export interface TestServer {
  readonly port: number
  readonly close: () => Promise<void>
}

export async function startServer(auth: Auth): Promise<TestServer> {
  const server = createServer(express().use(authRoutes(auth)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** An answer over a socket. */
export interface SocketAnswer {
  readonly status: number
  readonly text: string
}

/**
 * Sends a request by hand.
 *
 * @param write sends the body, or as much of it as it likes; the answer may come before its end.
 */
export function sendByHand(
  server: Pick<TestServer, 'port'>,
  {
    method,
    path,
    headers,
  }: { readonly method: string; readonly path: string; readonly headers: Readonly<Record<string, string>> },
  write: (outgoing: ReturnType<typeof sendRequest>) => void,
): Promise<SocketAnswer> {
  return new Promise((resolve, reject) => {
    let answered = false
    const outgoing = sendRequest({ host: '127.0.0.1', port: server.port, agent: false, method, path, headers })
    outgoing.on('response', (incoming: IncomingMessage) => {
      answered = true
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () => {
        outgoing.destroy()
        resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString() })
      })
    })
    // Whoever was refused may find the connection closed while still sending.
    outgoing.on('error', (error) => void (answered || reject(error)))
    write(outgoing)
  })
}
