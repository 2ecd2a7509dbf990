import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ConnectionOptions } from '../config/auth-options.ts'
import { createFakeOidcListener } from './fake-oidc-listener.ts'
import { createFakeOidcProvider, type FakeOidcProvider } from './fake-oidc-provider.ts'
import { createFakeSamlIdp, type FakeSamlIdp } from './fake-saml-idp.ts'

/** A SAML identity provider for acme.test and an OpenID provider for globex.test, the latter on a loopback port. */
export interface FakeIdps {
  readonly saml: FakeSamlIdp
  readonly oidc: FakeOidcProvider
  /** Connections `acme` (SAML) and `globex` (OIDC), as options of an app. */
  readonly connections: readonly ConnectionOptions[]
  readonly close: () => Promise<void>
}

const clientSecret = 'test-client-secret'

/** Starts both. Keys are made here, which takes a moment. */
export async function createFakeIdps(): Promise<FakeIdps> {
  const server = createServer(createFakeOidcListener(() => oidc))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const oidc = await createFakeOidcProvider({ issuer, clients: [{ clientId: 'globex-app', clientSecret }] })
  const saml = await createFakeSamlIdp()
  return {
    saml,
    oidc,
    connections: [
      {
        id: 'acme',
        type: 'saml',
        organization: { id: 'acme', name: 'Acme' },
        domains: ['acme.test'],
        metadata: saml.metadata,
      },
      {
        id: 'globex',
        type: 'oidc',
        organization: { id: 'globex', name: 'Globex' },
        domains: ['globex.test'],
        issuer,
        clientId: 'globex-app',
        clientSecret,
      },
    ],
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
