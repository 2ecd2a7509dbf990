import { once } from 'node:events'
import { createServer } from 'node:http'
import { createIdentityService } from '@launchpad-sso/identity'
import { people, type Person } from './people.ts'

/** The identity service of the Next example, to be started and stopped without the app. */
export interface NextIdentity {
  readonly stop: () => Promise<void>
}

export interface NextIdentitySettings {
  readonly port: number
  readonly appUrl: string
  readonly globexClientSecret: string
}

export async function startNextIdentity({
  port,
  appUrl,
  globexClientSecret,
}: NextIdentitySettings): Promise<NextIdentity> {
  const service = await createIdentityService({
    issuer: `http://localhost:${port}`,
    organizations: people.map(({ organization }) => ({
      id: organization,
      name: organization,
      domains: [`${organization}.test`],
    })),
    users: people.map(toUser),
    applications: [
      {
        id: 'procurement-acme',
        name: 'Procurement',
        type: 'saml',
        saml: { entityId: `${appUrl}/auth/saml/acme/metadata`, acsUrl: `${appUrl}/auth/saml/acme/acs` },
      },
      {
        id: 'procurement-globex',
        name: 'Procurement',
        type: 'oidc',
        oidc: {
          clientId: 'procurement',
          clientSecret: globexClientSecret,
          redirectUris: [`${appUrl}/auth/oidc/globex/callback`],
          postLogoutRedirectUris: [`${appUrl}/auth/oidc/globex/logged-out`],
          backchannelLogoutUri: `${appUrl}/auth/oidc/globex/backchannel-logout`,
        },
      },
    ],
  })
  const server = createServer(service.handler).listen(port, '127.0.0.1')
  await once(server, 'listening')
  const stop = async (): Promise<void> => {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
    await service.close()
  }
  return { stop }
}

function toUser({
  username,
  email,
  name,
  password,
  organization,
}: Person): Readonly<Record<'username' | 'email' | 'name' | 'password' | 'organization', string>> {
  return { username, email, name, password, organization }
}
