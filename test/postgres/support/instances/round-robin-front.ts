import { once } from 'node:events'
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What stands before the instances: one after the other, whoever asks. */
export interface Front {
  readonly origin: string
  /** Where requests go from now on. */
  readonly lead: (origins: readonly string[]) => void
  readonly close: () => Promise<void>
}

/** It begins with nobody behind it, because instances are told its address first. */
export async function createRoundRobinFront(): Promise<Front> {
  const agent = new Agent({ keepAlive: true })
  let origins: readonly string[] = []
  let turns = 0
  const server = createServer((req, res) => {
    const origin = origins[(turns += 1) % origins.length]
    if (origin === undefined) res.writeHead(502).end()
    else handOn(req, res, origin, agent)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lead: (next) => void (origins = next),
    close: async () => {
      agent.destroy()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function handOn(req: IncomingMessage, res: ServerResponse, origin: string, agent: Agent): void {
  const onward = request(origin + (req.url ?? '/'), { method: req.method, headers: req.headers, agent }, (answer) => {
    res.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(res)
  })
  onward.on('error', () => (res.headersSent ? res.destroy() : res.writeHead(502).end()))
  req.pipe(onward)
}
