import { createIdentityService } from '@launchpad-sso/identity'

const organizations = [
  { id: 'acme', name: 'Acme', domains: ['acme.test'] },
  { id: 'globex', name: 'Globex', domains: ['globex.test'] },
]

const users = [
  {
    username: 'ana',
    email: 'ana@acme.test',
    name: 'Ana Souza',
    password: 'ana-demo-1',
    organization: 'acme',
    groups: ['Everyone', 'Buyers'],
  },
  {
    username: 'bruno',
    email: 'bruno@globex.test',
    name: 'Bruno Lima',
    password: 'bruno-demo-1',
    organization: 'globex',
    groups: ['Everyone'],
  },
]

/** The side of the customers: who works there, in which groups, and which applications they have. */
export function startIdentity({ identityUrl, appUrl, signingKeys, globexClientSecret }) {
  const application = { name: 'Procurement', description: 'Purchase requests and approvals' }
  const launchUrl = (connection) =>
    `${appUrl}/auth/launch/${connection}?target_link_uri=${encodeURIComponent(`${appUrl}/dashboard`)}`
  return createIdentityService({
    issuer: identityUrl,
    signingKeys,
    organizations,
    users,
    applications: [
      {
        ...application,
        id: 'procurement-acme',
        organizations: ['acme'],
        type: 'saml',
        saml: { entityId: `${appUrl}/auth/saml/acme/metadata`, acsUrl: `${appUrl}/auth/saml/acme/acs` },
        launchUrl: launchUrl('acme'),
      },
      {
        ...application,
        id: 'procurement-globex',
        organizations: ['globex'],
        type: 'oidc',
        oidc: {
          clientId: 'procurement',
          clientSecret: globexClientSecret,
          redirectUris: [`${appUrl}/auth/oidc/globex/callback`],
          postLogoutRedirectUris: [`${appUrl}/auth/oidc/globex/logged-out`],
          backchannelLogoutUri: `${appUrl}/auth/oidc/globex/backchannel-logout`,
        },
        launchUrl: launchUrl('globex'),
      },
    ],
  })
}
