import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, test } from 'vitest'
import { createAuth, memoryStore } from '../../src/index.ts'
import { sendWebResponse, toWebRequest } from '../../src/node.ts'
import { describeHandler, type Mounted, type MountOptions } from '../../src/testing.ts'

/** The handler behind nothing but node:http. */
async function mount(options: MountOptions): Promise<Mounted> {
  const server = createServer((request, response) => {
    const answer = async (): Promise<Response> => {
      const web = toWebRequest(request, auth.baseUrl)
      if (new URL(web.url).pathname !== '/protected') return auth.handler(web)
      const guarded = await auth.guard(web)
      return guarded.kind === 'answer'
        ? guarded.response
        : Response.json({ email: guarded.session.user.email }, { headers: { 'cache-control': 'no-store' } })
    }
    void answer().then((web) => sendWebResponse(web, response))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const auth = createAuth({ baseUrl, ...options, store: memoryStore(), log: () => undefined })
  return { baseUrl, close: async () => void server.close().closeAllConnections() }
}

describeHandler('node:http', mount, { describe, test })
