/** A request of a SCIM client, without what HTTP makes of it. */
export interface ScimRequest {
  /** Upper case; a HEAD is a GET. */
  readonly method: string
  /** Decoded segments below the base URL: `['Users', '4f…']`. */
  readonly path: readonly string[]
  readonly query: URLSearchParams
  readonly ifMatch: string | null
  readonly ifNoneMatch: string | null
  /** The JSON of the body. @throws AuthError REQUEST_TOO_LARGE, REQUEST_INVALID */
  readonly body: () => Promise<unknown>
  /** `https://app.example.com/auth/scim/v2`: where locations begin. */
  readonly baseUrl: string
}

/** What is answered to it. */
export interface ScimReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Written as JSON; null: no body. */
  readonly body: object | null
}
