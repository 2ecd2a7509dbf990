import type { EncryptionAlgorithm } from '../saml-idp/encrypt-assertion.ts'
import type {
  AssertionDraft,
  AuthnStatementDraft,
  ConditionsDraft,
  ConfirmationDataDraft,
  ConfirmationDraft,
  Drafts,
  ResponseDraft,
  SubjectDraft,
} from '../saml-idp/response-draft.ts'
import type { SigningKey } from '../saml-idp/sign-element.ts'
import type { SignatureMethod } from '../saml-idp/signature-methods.ts'

/** What one answer of the fake IdP does differently. Everything else stays right, so a test changes one thing. */
export interface SamlDeviation {
  /** Values, before anything is signed. */
  readonly response?: Partial<ResponseDraft>
  readonly assertion?: Partial<AssertionDraft>
  readonly subject?: Partial<SubjectDraft>
  readonly confirmation?: Partial<ConfirmationDraft>
  readonly confirmationData?: Partial<ConfirmationDataDraft>
  readonly conditions?: Partial<ConditionsDraft>
  readonly authnStatement?: Partial<AuthnStatementDraft>

  /** @default 'both' */
  readonly sign?: 'assertion' | 'response' | 'both' | 'none'
  /** Signs instead of the IdP's own key. */
  readonly key?: SigningKey
  /** @default RSA-SHA256 */
  readonly method?: SignatureMethod
  /** Encrypts for the certificate (PEM). */
  readonly encrypt?: { readonly certificate: string; readonly algorithm?: EncryptionAlgorithm }

  /** Text, in the order in which it comes about. */
  readonly editAssertion?: (unsigned: string) => string
  readonly tamperAssertion?: (signed: string) => string
  readonly editResponse?: (unsigned: string) => string
  readonly tamper?: (signed: string) => string
  /** The form field, after base64. */
  readonly tamperField?: (base64: string) => string
  /** Instead of the one that was sent. Null: none. */
  readonly relayState?: string | null
}

/** The drafts with the deviation's values put in. */
export function applyDeviation({ response, assertion }: Drafts, deviation: SamlDeviation): Drafts {
  const { subject, conditions, authnStatement } = assertion
  const confirmations = subject?.confirmations.map((confirmation) => ({
    ...confirmation,
    data: confirmation.data && { ...confirmation.data, ...deviation.confirmationData },
    ...deviation.confirmation,
  }))
  return {
    response: { ...response, ...deviation.response },
    assertion: {
      ...assertion,
      subject: subject && { ...subject, confirmations: confirmations ?? [], ...deviation.subject },
      conditions: conditions && { ...conditions, ...deviation.conditions },
      authnStatement: authnStatement && { ...authnStatement, ...deviation.authnStatement },
      ...deviation.assertion,
    },
  }
}
