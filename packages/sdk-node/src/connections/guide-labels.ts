import type { Preset } from '../model/connection.ts'
import type { ServiceProviderValue } from './manage-connections.ts'

type Labels = Readonly<Partial<Record<ServiceProviderValue['name'], string>>>

const plain: Readonly<Record<ServiceProviderValue['name'], string>> = {
  'acs-url': 'Assertion consumer service (ACS) URL, reply URL',
  'entity-id': 'Entity ID of the service provider, audience',
  'metadata-url': 'Metadata of the service provider',
  'redirect-uri': 'Redirect URI, callback URL',
  'login-url': 'Login URL of the application',
  'launch-url': 'Initiate login URI',
  'slo-url': 'Single logout (SLO) service URL, for requests and responses',
  'post-logout-redirect-uri': 'Post-logout redirect URI',
  'backchannel-logout-url': 'Back-channel logout URL',
  'frontchannel-logout-url': 'Front-channel logout URL, with issuer and session id',
}

/** What the admin pages of each identity provider call our values. */
const labels: Readonly<Record<Preset, Labels>> = {
  okta: {
    'acs-url': 'Single sign-on URL',
    'entity-id': 'Audience URI (SP Entity ID)',
    'redirect-uri': 'Sign-in redirect URIs',
    'launch-url': 'Initiate login URI',
    'slo-url': 'Single Logout URL',
    'post-logout-redirect-uri': 'Sign-out redirect URIs',
    'frontchannel-logout-url': 'Logout request URL, with user session details',
  },
  entra: {
    'acs-url': 'Reply URL (Assertion Consumer Service URL)',
    'entity-id': 'Identifier (Entity ID)',
    'redirect-uri': 'Redirect URI (platform: Web)',
    'login-url': 'Sign on URL',
    'launch-url': 'Home page URL',
    'slo-url': 'Logout URL',
    'post-logout-redirect-uri': 'Redirect URI (platform: Web), one more',
    'frontchannel-logout-url': 'Front-channel logout URL',
  },
  google: {
    'acs-url': 'ACS URL',
    'entity-id': 'Entity ID',
    'redirect-uri': 'Authorized redirect URIs',
    'login-url': 'Start URL',
  },
  keycloak: {
    'acs-url': 'Assertion Consumer Service POST Binding URL, and Valid redirect URIs',
    'entity-id': 'Client ID',
    'redirect-uri': 'Valid redirect URIs',
    'login-url': 'Home URL',
    'slo-url': 'Logout Service Redirect Binding URL, and Logout Service POST Binding URL',
    'post-logout-redirect-uri': 'Valid post logout redirect URIs',
    'backchannel-logout-url': 'Backchannel logout URL',
    'frontchannel-logout-url': 'Front-channel logout URL',
  },
  fluig: {
    'acs-url': 'ACS URL, and Recipient',
    'entity-id': 'Audience, and SP issuer name',
    'login-url': 'Login page URL',
  },
  custom: {},
}

/** What the preset's identity provider calls a value of ours. */
export function labelOf(name: ServiceProviderValue['name'], preset: Preset): string {
  return labels[preset][name] ?? plain[name]
}
