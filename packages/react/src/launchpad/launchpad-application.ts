/** An application on the Launchpad. */
export interface LaunchpadApplication {
  readonly id: string
  readonly name: string
  readonly description?: string | null | undefined
  /** Opens it. Only http and https. */
  readonly url: string
  /** A square picture. @default the initials of the name */
  readonly iconUrl?: string | null | undefined
}
