import type { Seed } from './identity-options.ts'

/** What `launchpad-identity` serves without a seed file: two people of two organizations, one application by each protocol. */
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
        id: 'demo-app-acme',
        name: 'Demo app',
        description: 'Your application on this machine, by SAML',
        organizations: ['acme'],
        type: 'saml',
        saml: { entityId: `${appUrl}/auth/saml/acme/metadata`, acsUrl: `${appUrl}/auth/saml/acme/acs` },
        launchUrl: `${appUrl}/auth/launch/acme`,
      },
      {
        id: 'demo-app-globex',
        name: 'Demo app',
        description: 'Your application on this machine, by OpenID Connect',
        organizations: ['globex'],
        type: 'oidc',
        oidc: {
          clientId: 'demo-app',
          clientSecret: 'demo-app-secret-for-this-machine',
          redirectUris: [`${appUrl}/auth/oidc/globex/callback`],
        },
        launchUrl: `${appUrl}/auth/launch/globex`,
      },
    ],
  }
}
