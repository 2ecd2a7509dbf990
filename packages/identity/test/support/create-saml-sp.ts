import { SAML, type Profile, type SamlConfig } from '@node-saml/node-saml'
import type { TestIdentity } from './start-identity.ts'

/** A service provider that somebody else wrote. */
export interface SamlSp {
  readonly entityId: string
  readonly acsUrl: string
  /** Where the browser goes to sign in: HTTP-Redirect binding. */
  readonly toLoginUrl: (relayState?: string) => Promise<string>
  /** Fields of the form that signs in: HTTP-POST binding. */
  readonly toLoginForm: (relayState?: string) => Promise<Readonly<Record<string, string>>>
  readonly validate: (fields: Readonly<Record<string, string>>) => Promise<Profile | null>
}

export function createSamlSp(
  identity: TestIdentity,
  appUrl: string,
  name: string,
  config: Partial<SamlConfig> = {},
): SamlSp {
  const entityId = `${appUrl}/${name}/metadata`
  const acsUrl = `${appUrl}/${name}/acs`
  const options: SamlConfig = {
    issuer: entityId,
    callbackUrl: acsUrl,
    audience: entityId,
    entryPoint: `${identity.issuer}/saml/sso`,
    idpIssuer: `${identity.issuer}/saml/metadata`,
    idpCert: /<ds:X509Certificate>([^<]+)</.exec(identity.service.metadata)?.[1] ?? '',
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: true,
    disableRequestedAuthnContext: true,
    signatureAlgorithm: 'sha256',
    digestAlgorithm: 'sha256',
    ...config,
  }
  const saml = new SAML(options)
  const byPost = new SAML({ ...options, authnRequestBinding: 'HTTP-POST', skipRequestCompression: true })
  return {
    entityId,
    acsUrl,
    toLoginUrl: (relayState = '') => saml.getAuthorizeUrlAsync(relayState, undefined, {}),
    toLoginForm: async (relayState = '') =>
      (await byPost.getAuthorizeMessageAsync(relayState)) as Readonly<Record<string, string>>,
    validate: async (fields) => (await saml.validatePostResponseAsync({ ...fields })).profile,
  }
}
