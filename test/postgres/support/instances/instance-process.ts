import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAuth, type Auth, type AuthOptions } from '../../../../packages/sdk-node/src/index.ts'
import { sendWebResponse, toWebRequest } from '../../../../packages/sdk-node/src/node.ts'
import { openStore, type StoreSetup } from '../../../../packages/sdk-node/test/stores/support/store-setup.ts'

/** What an instance is told first. It answers with {@link InstanceHello} when it listens. */
export interface InstanceSetup {
  readonly store: StoreSetup
  readonly options: Omit<AuthOptions, 'store' | 'log' | 'now' | 'fetch' | 'onSignIn'>
  /** False: the store tells nothing by itself, as SQLite or behind a pooler in transaction mode. @default true */
  readonly listens?: boolean
}
export interface InstanceHello {
  readonly port: number
}

/** A verb of `Auth` that is to be called here, such as `['sessions', 'revoke']`. */
export interface InstanceCall {
  readonly id: number
  readonly path: readonly string[]
  readonly given: readonly unknown[]
}
export interface InstanceReply {
  readonly id: number
  readonly answer?: unknown
  readonly failure?: string
}

/** An app with one page for people who are signed in. */
async function serve(auth: Auth, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const request = toWebRequest(req, auth.baseUrl)
  if (new URL(request.url).pathname.startsWith(`${auth.basePath}/`))
    return sendWebResponse(await auth.handler(request, { ip: req.socket.remoteAddress ?? null }), res)
  const result = await auth.guard(request)
  if (result.kind === 'answer') return sendWebResponse(result.response, res)
  if (result.setCookies.length > 0) res.setHeader('set-cookie', [...result.setCookies])
  res.setHeader('content-type', 'application/json')
  res.end(JSON.stringify({ user: result.session.user.id, roles: result.session.roles.length }))
}

async function answer(auth: Auth, { id, path, given }: InstanceCall): Promise<InstanceReply> {
  try {
    const [part = '', verb] = path
    const owner = (verb === undefined ? auth : Reflect.get(auth, part)) as Record<
      string,
      (...all: unknown[]) => unknown
    >
    return { id, answer: await owner[verb ?? part]?.(...given) }
  } catch (error) {
    return { id, failure: String(error) }
  }
}

process.once('message', ({ store: setup, options, listens = true }: InstanceSetup) => {
  const store = openStore(setup)
  const silent = { ...store, revocations: { ...store.revocations, listen: null } }
  const auth = createAuth({ ...options, store: listens ? store : silent, log: () => {} })
  process.on('message', (call: InstanceCall) => void answer(auth, call).then((reply) => process.send?.(reply)))
  // Nothing is left behind when the test ends otherwise than it should.
  process.on('disconnect', () => process.exit(0))
  const server = createServer((req, res) => {
    serve(auth, req, res).catch((error: unknown) => res.writeHead(500).end(String(error)))
  })
  // A front must not meet a connection that is being closed for having nothing to do.
  server.keepAliveTimeout = 600_000
  server.listen(0, '127.0.0.1', () => {
    process.send?.({ port: (server.address() as AddressInfo).port } satisfies InstanceHello)
  })
})
