/** A customer: the isolation boundary. */
export interface Organization {
  readonly id: string
  /** What people call it. */
  readonly name: string
}
