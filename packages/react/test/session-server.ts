import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Session } from '../src/session.ts'

export type Reply = (response: ServerResponse) => void

/** A server that answers as it was last told to, and the address of the page is on it. */
export interface SessionServer {
  /** Method, path and `Accept` of every request so far. */
  readonly requests: readonly string[]
  /** What every request gets from now on, also those that wait for an answer. */
  readonly reply: (next: Reply) => void
  /** Lets requests wait for the next `reply`. */
  readonly hold: () => void
  readonly close: () => Promise<void>
}

export async function startSessionServer(): Promise<SessionServer> {
  const requests: string[] = []
  const waiting: ServerResponse[] = []
  let current: Reply | null = signedOut
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url} ${request.headers.accept}`)
    if (current === null) waiting.push(response)
    else current(response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { happyDOM } = window as unknown as { readonly happyDOM: { readonly setURL: (url: string) => void } }
  happyDOM.setURL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  return {
    requests,
    reply: (next) => {
      current = next
      for (const response of waiting.splice(0)) next(response)
    },
    hold: () => {
      current = null
    },
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

export function signedIn(session: Session): Reply {
  return json(200, { session })
}

export const signedOut: Reply = (response) => json(200, { session: null })(response)

export function json(status: number, body: unknown): Reply {
  return (response) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

export function html(status: number): Reply {
  return (response) => response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>Please sign in</h1>')
}

/** The connection breaks before there is an answer. */
export const hangUp: Reply = (response) => response.destroy()
