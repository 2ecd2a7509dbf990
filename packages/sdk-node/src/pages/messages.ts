import type { AuthErrorCode } from '../model/auth-error.ts'
import type { TestCheck } from '../model/connection-record.ts'

/** What a failure looks like to the person who meets it. */
export interface ErrorText {
  /** Heading; the general one of {@link Messages.error} when absent. */
  readonly title?: string
  /** What happened. */
  readonly say: string
  /** What to do now. */
  readonly next: string
}

/** Every text of our pages, in one language. */
export interface Messages {
  readonly skipToContent: string
  readonly signIn: {
    readonly title: string
    readonly intro: string
    readonly emailLabel: string
    readonly emailHint: string
    readonly emailPlaceholder: string
    readonly submit: string
    /** The problems a person can mend on this page. */
    readonly problems: { readonly emailInvalid: string; readonly emailUnknown: string }
  }
  readonly picker: {
    readonly title: string
    readonly intro: (organization: string) => string
    readonly otherEmail: string
  }
  readonly formPost: {
    readonly title: (destination: string) => string
    readonly progress: string
    readonly stuck: string
    readonly submit: string
  }
  readonly signOut: {
    readonly title: string
    readonly ask: (who: string | null) => string
    readonly submit: string
    readonly cancel: string
    /** Label of the choice to end the session at the identity provider too, and what that means. */
    readonly alsoLabel: (provider: string) => string
    readonly alsoHint: string
    /** That it is ended there in any case. */
    readonly alsoAt: (provider: string) => string
  }
  readonly signedOut: { readonly title: string; readonly explain: string; readonly signIn: string }
  /** For the administrator of a connection. Names of checks and claims are not translated: they are in logs and standards. */
  readonly testReport: {
    readonly title: string
    readonly passed: string
    readonly failed: string
    readonly about: (connection: string) => string
    readonly nobody: string
    readonly notKept: string
    readonly failedCheck: string
    readonly read: string
    readonly checks: string
    readonly claims: string
    readonly check: string
    readonly outcome: string
    readonly field: string
    readonly name: string
    readonly value: string
    readonly nothing: string
    readonly outcomes: Readonly<Record<TestCheck['outcome'], string>>
  }
  readonly error: {
    readonly title: string
    readonly startAgain: string
    readonly support: string
    readonly incident: string
    readonly code: string
  }
  readonly errors: Readonly<Record<AuthErrorCode, ErrorText>>
}
