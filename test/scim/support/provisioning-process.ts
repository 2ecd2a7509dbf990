import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAuth } from '../../../packages/sdk-node/src/index.ts'
import { sendWebResponse, toWebRequest } from '../../../packages/sdk-node/src/node.ts'
import { openStore, type StoreSetup } from '../../../packages/sdk-node/test/stores/support/store-setup.ts'

/** What the app is told first. */
export interface ProvisioningSetup {
  readonly store: StoreSetup
  readonly secrets: readonly string[]
  readonly clockAheadMs: number
}

/** What it says when it listens. */
export interface Listening {
  readonly port: number
}

/** An app with SCIM that delivers its webhooks itself, until it is killed. */
function serve({ store, secrets, clockAheadMs }: ProvisioningSetup): void {
  const auth = createAuth({
    baseUrl: 'http://localhost:3000',
    secrets,
    store: openStore(store),
    log: () => {},
    now: () => new Date(Date.now() + clockAheadMs),
    scim: { requestsPerMinute: 1_000_000 },
    webhooks: { insecureAllowPrivateNetwork: true, timeoutMs: 2000 },
  })
  const server = createServer((incoming, outgoing) => {
    void auth
      .handler(toWebRequest(incoming, auth.baseUrl))
      .then((response) => sendWebResponse(response, outgoing))
      .catch(() => outgoing.destroy())
  })
  void auth.startWorker({ intervalMs: 20 })
  server.listen(0, '127.0.0.1', () => {
    process.send?.({ port: (server.address() as AddressInfo).port } satisfies Listening)
  })
}

process.once('message', serve)
// Nothing is left behind when the test ends before its time.
process.once('disconnect', () => process.exit(0))
