/** A whole answer before it is written down. */
export interface Drafts {
  readonly response: ResponseDraft
  readonly assertion: AssertionDraft
}

/** Every value the envelope carries. Null: not in the document. */
export interface ResponseDraft {
  readonly id: string
  readonly version: string
  readonly issueInstant: string
  readonly destination: string | null
  readonly inResponseTo: string | null
  readonly issuer: string | null
  /** The top-level code, then the nested ones. Empty: no Status. */
  readonly statusCodes: readonly string[]
  readonly statusMessage: string | null
}

/** Every value the assertion carries. Null: not in the document. */
export interface AssertionDraft {
  readonly id: string
  readonly version: string
  readonly issueInstant: string
  readonly issuer: string | null
  readonly subject: SubjectDraft | null
  readonly conditions: ConditionsDraft | null
  readonly authnStatement: AuthnStatementDraft | null
  /** Names without a value are left out. */
  readonly attributes: Readonly<Record<string, readonly string[]>>
}

export interface SubjectDraft {
  readonly nameId: { readonly value: string; readonly format: string | null } | null
  readonly confirmations: readonly ConfirmationDraft[]
}

export interface ConfirmationDraft {
  readonly method: string
  readonly data: ConfirmationDataDraft | null
}

export interface ConfirmationDataDraft {
  readonly recipient: string | null
  readonly inResponseTo: string | null
  readonly notBefore: string | null
  readonly notOnOrAfter: string | null
}

export interface ConditionsDraft {
  readonly notBefore: string | null
  readonly notOnOrAfter: string | null
  /** Empty: no AudienceRestriction. */
  readonly audiences: readonly string[]
}

export interface AuthnStatementDraft {
  readonly authnInstant: string
  readonly sessionIndex: string | null
  readonly sessionNotOnOrAfter: string | null
  readonly authnContext: string
}
