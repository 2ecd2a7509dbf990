import { createAuth, type Auth } from '@launchpad-sso/sdk-node'
import { settings } from './settings.ts'
import { store } from './store.ts'

/** Acme's people sign in by SAML, those of Globex by OpenID Connect: one connection for each customer. */
export const auth: Auth = createAuth({
  baseUrl: settings.appUrl,
  secrets: [settings.authSecret],
  productName: 'Procurement',
  signInPage: '/sign-in',
  store,
  connections: [
    {
      id: 'acme',
      type: 'saml',
      organization: { id: 'acme', name: 'Acme' },
      domains: ['acme.test'],
      metadataUrl: `${settings.identityUrl}/saml/metadata`,
      loginHintParameter: 'login_hint',
      redirectLogoutUrl: `${settings.identityUrl}/logout`,
    },
    {
      id: 'globex',
      type: 'oidc',
      organization: { id: 'globex', name: 'Globex' },
      domains: ['globex.test'],
      issuer: settings.identityUrl,
      clientId: 'procurement',
      clientSecret: settings.globexClientSecret,
    },
  ],
})
