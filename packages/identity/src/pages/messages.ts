import type { IdentityErrorCode } from '../identity-error.ts'

/** What a failure looks like to the person who meets it. */
interface ErrorText {
  /** Heading. */
  readonly title: string
  /** What happened. */
  readonly say: string
  /** What to do now. */
  readonly next: string
}

/** Every text of our pages, in one language. */
export interface Messages {
  readonly login: {
    readonly title: string
    readonly intro: string
    readonly introFor: (application: string) => string
    readonly usernameLabel: string
    readonly passwordLabel: string
    readonly showPassword: string
    readonly submit: string
    /** One text for an unknown name and for a wrong password. */
    readonly refused: string
    readonly tooMany: (seconds: number) => string
  }
  readonly launchpad: {
    readonly title: string
    readonly greeting: (firstName: string) => string
    readonly intro: (organization: string) => string
    readonly open: string
    readonly newTab: string
    readonly search: string
    readonly noMatch: string
    readonly emptyTitle: string
    readonly empty: (organization: string) => string
    readonly menu: string
    readonly signOut: string
  }
  readonly signOut: {
    readonly title: string
    readonly ask: (who: string | null) => string
    readonly submit: string
    readonly cancel: string
  }
  readonly signedOut: { readonly title: string; readonly explain: string; readonly signIn: string }
  readonly error: { readonly home: string; readonly incident: string; readonly code: string }
  readonly errors: Readonly<Record<IdentityErrorCode, ErrorText>>
}
