import type { SigningKey } from '../saml-idp/sign-element.ts'
import type { SignatureMethod } from '../saml-idp/signature-methods.ts'

/** What a logout message says. Null: nothing. */
export interface SamlLogoutDraft {
  readonly id: string | null
  readonly version: string | null
  readonly issueInstant: string | null
  readonly destination: string | null
  readonly issuer: string | null
  /** Of a request. */
  readonly notOnOrAfter: string | null
  /** Of a response. */
  readonly inResponseTo: string | null
  /** Of a response, the top-level one first; the last part of the URI. */
  readonly statusCodes: readonly string[]
}

/** What one logout message of the fake IdP does differently. Everything else stays right, so a test changes one thing. */
export interface SamlLogoutDeviation {
  /** Values, before anything is signed. */
  readonly draft?: Partial<SamlLogoutDraft>
  /** @default true */
  readonly sign?: boolean
  /** Signs instead of the IdP's own key. */
  readonly key?: SigningKey
  /** @default RSA-SHA256 */
  readonly method?: Pick<SignatureMethod, 'uri' | 'digestUri'> & { readonly hash: string }
  /** The text before it is signed. */
  readonly edit?: (unsigned: string) => string
  /** By POST: the text after it was signed. */
  readonly tamper?: (signed: string) => string
  /** By redirect: what becomes SAMLRequest or SAMLResponse, before it is signed. @default DEFLATE, base64 */
  readonly encode?: (xml: string) => string
  /** By redirect: the query after it was signed. */
  readonly tamperQuery?: (query: string) => string
}
