/** A customer: the isolation boundary. */
export interface Organization {
  readonly id: string
  /** What people call it. */
  readonly name: string
  /** Whom its people ask when signing in fails: an e-mail address, an https address, or plain words. On error pages. */
  readonly supportContact?: string
}
