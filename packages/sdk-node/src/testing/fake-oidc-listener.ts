import type { RequestListener } from 'node:http'
import { sendWebResponse } from '../node/send-web-response.ts'
import { toWebRequest } from '../node/to-web-request.ts'
import type { FakeOidcProvider } from './fake-oidc-provider.ts'

/**
 * The fake provider for `http.createServer`. The issuer must be the server's own origin, so listen first.
 *
 * @param getProvider answers the provider, which is made once the port is known.
 */
export function createFakeOidcListener(
  getProvider: () => Pick<FakeOidcProvider, 'handle' | 'issuer'>,
): RequestListener {
  return (incoming, outgoing) => {
    const provider = getProvider()
    provider
      .handle(toWebRequest(incoming, new URL(provider.issuer)))
      .then((response) => sendWebResponse(response, outgoing))
      .catch((error: unknown) => outgoing.writeHead(500, { 'content-type': 'text/plain' }).end(String(error)))
  }
}
