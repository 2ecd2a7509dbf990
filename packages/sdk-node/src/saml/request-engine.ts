import { createPrivateKey } from 'node:crypto'
import type { SAML, SamlConfig } from '@node-saml/node-saml'
import { AuthError } from '../model/auth-error.ts'
import type { SamlConnection, SamlKeyPair } from '../model/connection.ts'
import type { Ask } from '../ports/protocol.ts'
import { namespaces, uris } from './saml-uris.ts'

/**
 * A node-saml that writes exactly this one request. Making it costs a few object copies, so nothing is kept between
 * requests.
 *
 * Two things differ from node-saml. It takes the time from its own clock; ours is an argument. And it has the engine
 * loaded on first use: apps that only check sessions never pay for it.
 */
export async function createRequestEngine(ask: Ask<SamlConnection>, now: Date): Promise<SAML> {
  const { SAML } = await import('@node-saml/node-saml')
  const signingKey = ask.connection.signingKey && toRsaKeyPair(ask.connection.signingKey)

  class DatedSaml extends SAML {
    protected override async generateAuthorizeRequestAsync(isPassive: boolean, isPost: boolean): Promise<string> {
      const dated = withIssueInstant(await super.generateAuthorizeRequestAsync(isPassive, false), now)
      return isPost && signingKey !== null ? signRequest(dated, signingKey) : dated
    }
  }
  return new DatedSaml({
    ...toSamlConfig(ask),
    ...(signingKey && { privateKey: signingKey.privateKey, signatureAlgorithm: 'sha256' }),
  })
}

function toSamlConfig({ connection, loginId, replyTo, forceAuthn }: Ask<SamlConnection>): SamlConfig {
  const { classRefs, comparison } = connection.authnContext
  return {
    entryPoint: connection.sso.url,
    issuer: connection.spEntityId,
    callbackUrl: replyTo.href,
    idpCert: connection.certificates.map(({ pem }) => pem),
    generateUniqueId: () => loginId,
    identifierFormat: connection.nameIdFormat,
    forceAuthn: forceAuthn || connection.forceAuthn,
    // Entra and AD FS refuse people who signed in without a password when a context is asked for.
    disableRequestedAuthnContext: classRefs.length === 0,
    authnContext: [...classRefs],
    racComparison: comparison,
    // The POST binding carries plain base64; node-saml would deflate there as well.
    skipRequestCompression: connection.sso.binding === 'post',
  }
}

/** The attribute stands on the root element, before any text from outside. */
function withIssueInstant(xml: string, now: Date): string {
  return xml.replace(/ IssueInstant="[^"]*"/, ` IssueInstant="${now.toISOString()}"`)
}

/** @see saml-core-2.0-os, section 5.4 */
async function signRequest(xml: string, key: SamlKeyPair): Promise<string> {
  const { SignedXml } = await import('xml-crypto')
  const engine = new SignedXml({
    privateKey: key.privateKey,
    publicCert: key.certificate,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: uris.exclusiveC14n,
  })
  engine.addReference({
    xpath: '/*',
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    transforms: [uris.envelopedSignature, uris.exclusiveC14n],
  })
  const reference = `/*/*[local-name(.)='Issuer' and namespace-uri(.)='${namespaces.saml}']`
  engine.computeSignature(xml, { prefix: 'ds', location: { reference, action: 'after' } })
  return engine.getSignedXml()
}

/** node-saml names every signature RSA, whatever the key, and knows only PEM without a blank line around it. */
function toRsaKeyPair({ privateKey, certificate }: SamlKeyPair): SamlKeyPair {
  const key = createPrivateKey(privateKey)
  if (key.asymmetricKeyType !== 'rsa') {
    throw new AuthError('CONFIG_INVALID', `signingKey: wanted an RSA key, got ${key.asymmetricKeyType}`)
  }
  return { privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(), certificate }
}
