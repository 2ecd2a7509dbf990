import type { ConnectionRecord } from '../model/connection-record.ts'

type Type = ConnectionRecord['type']

const common = [
  'attributes',
  'groupOverage',
  'singleLogout',
  'redirectLogoutUrl',
  'signals',
  'clockSkewSeconds',
  'insecureAllowAnyDomain',
] as const

/** Settings by the names they have in `connections` of `createAuth`, beyond the columns of a record. */
export const settingNames: Readonly<Record<Type, readonly string[]>> = {
  saml: [
    ...common,
    'metadata',
    'metadataUrl',
    'idpEntityId',
    'ssoUrl',
    'ssoBinding',
    'sloUrl',
    'sloResponseUrl',
    'sloBinding',
    'certificates',
    'spEntityId',
    'nameIdFormat',
    'forceAuthn',
    'loginHintParameter',
    'authnContext',
    'signingKey',
    'nextSigningCertificate',
    'decryptionKeys',
    'unsolicited',
    'insecureAllowSha1',
  ],
  oidc: [
    ...common,
    'issuer',
    'clientId',
    'clientSecret',
    'clientAuthentication',
    'scopes',
    'authorizationParameters',
    'par',
    'prompt',
    'insecureAllowPrivateNetwork',
  ],
}

/** Where null is a value: send none, whatever the preset says. */
export const nullableSettings: readonly string[] = ['nameIdFormat', 'loginHintParameter', 'prompt']

const elsewhere: Readonly<Record<string, string>> = {
  organization: 'the organization is the first argument',
  domains: 'domains are added with auth.domains.add',
  status: 'a new connection is a draft; activate and deactivate change that',
  nextSigningKey: 'beginKeyRollover makes it',
  id: 'an id never changes',
  type: 'the type never changes',
}

/** Why a name is refused. */
export function describeUnknown(name: string, type: Type): string {
  const other: Type = type === 'saml' ? 'oidc' : 'saml'
  const hint = Object.hasOwn(elsewhere, name)
    ? elsewhere[name]
    : settingNames[other].includes(name) && `it is one of '${other}'`
  return `a connection of type '${type}' does not know the setting '${name.slice(0, 80)}'${hint ? ` (${hint})` : ''}`
}
