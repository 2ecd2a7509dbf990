/** What we answer, before a server has put it into its own words. */
export interface Answer {
  readonly status: number
  /** By lower-case name; `set-cookie` is not among them. */
  readonly headers: Readonly<Record<string, string>>
  /** Set-Cookie values, each for a header of its own: a comma is legal inside one. */
  readonly cookies: readonly string[]
  /** Null: no body. */
  readonly text: string | null
}
