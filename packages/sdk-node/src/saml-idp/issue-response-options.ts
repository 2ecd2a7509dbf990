import type { EncryptionAlgorithm } from './encrypt-assertion.ts'
import type { SignatureAlgorithm } from './signature-methods.ts'

/** The identity provider that answers. Key and certificate are PEM. */
export interface Issuer {
  readonly entityId: string
  readonly privateKey: string
  readonly certificate: string
}

/** The service provider that is answered. */
export interface Recipient {
  readonly entityId: string
  /** Where the browser takes the response. Must be one the service provider registered: a request can name any. */
  readonly acsUrl: string
  /** PEM. When given, the assertion is encrypted for its holder. */
  readonly encryptionCertificate?: string
}

/** What `issueResponse` takes. */
export interface IssueResponseOptions {
  readonly idp: Issuer
  readonly sp: Recipient
  /** ID of the AuthnRequest; null when nobody asked. */
  readonly inResponseTo: string | null
  readonly subject: { readonly nameId: string; readonly format: string }
  /** By name, in this order. A name without a value is left out. */
  readonly attributes: Readonly<Record<string, readonly string[]>>
  /**
   * AuthnContextClassRef: how the person was checked.
   *
   * @default 'urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified'
   */
  readonly authnContext?: string
  readonly authenticatedAt: Date
  readonly sessionIndex: string
  /** When the service provider has to end its session. */
  readonly sessionNotOnOrAfter?: Date
  readonly now: Date
  /**
   * How long the assertion may travel.
   *
   * @default 300
   */
  readonly lifetimeSeconds?: number
  /** @default 'both' */
  readonly sign?: 'assertion' | 'response' | 'both'
  /** @default 'aes256-gcm', when the service provider has an encryption certificate */
  readonly encryption?: EncryptionAlgorithm
  /** @default 'rsa-sha256' for an RSA key, 'ecdsa-sha256' for an elliptic one */
  readonly signatureAlgorithm?: SignatureAlgorithm
}
