import type { Seed } from './identity-options.ts'

/** What `launchpad-identity` serves without a seed file: two people of two organizations, and your app by each protocol. */
export function createDefaultSeed(appUrl: string): Seed {
  return {
    organizations: [
      { id: 'acme', name: 'Acme', domains: ['acme.test'] },
      { id: 'globex', name: 'Globex', domains: ['globex.test'] },
    ],
    users: [
      {
        username: 'ana',
        email: 'ana@acme.test',
        name: 'Ana Souza',
        password: 'ana-demo-1',
        organization: 'acme',
        groups: ['everyone', 'admins'],
      },
      {
        username: 'bruno',
        email: 'bruno@globex.test',
        name: 'Bruno Lima',
        password: 'bruno-demo-1',
        organization: 'globex',
        groups: ['everyone'],
      },
    ],
    applications: [
      {
        id: 'app',
        name: 'Your app',
        description: 'Your application on this machine, by OpenID Connect',
        type: 'oidc',
        // A public client under its own URL: what createAuth is without further settings.
        oidc: {
          clientId: appUrl,
          redirectUris: [`${appUrl}/auth/oidc/identity/callback`],
          postLogoutRedirectUris: [`${appUrl}/auth/oidc/identity/logged-out`],
          backchannelLogoutUri: `${appUrl}/auth/oidc/identity/backchannel-logout`,
        },
        launchUrl: `${appUrl}/auth/launch/identity`,
      },
      {
        id: 'app-saml',
        name: 'Your app by SAML',
        description: 'The same application, with a SAML connection called acme',
        organizations: ['acme'],
        type: 'saml',
        saml: { entityId: `${appUrl}/auth/saml/acme/metadata`, acsUrl: `${appUrl}/auth/saml/acme/acs` },
        launchUrl: `${appUrl}/auth/launch/acme`,
      },
    ],
  }
}
