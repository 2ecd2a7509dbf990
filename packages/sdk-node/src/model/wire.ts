/** The JSON the browser sees. Types only: nothing of the SDK gets into a front end through this door. */

/** Answer of `GET /session`. */
export interface SessionAnswer {
  readonly session: WireSession | null
}

/** Answer of `POST /logout` to a script: nobody is signed in here any more. */
export interface LogoutAnswer {
  readonly session: null
  /** Where the browser has to go to sign out at the identity provider too; it comes back to `return_to`. Null: nowhere. */
  readonly logoutUrl: string | null
  /** What has to be posted there, as a form. Null: nothing, a link will do. */
  readonly logoutFields: Readonly<Record<string, string>> | null
}

/** A session as the browser may see it. Times are ISO 8601. */
export interface WireSession {
  readonly id: string
  readonly user: { readonly id: string; readonly email: string | null; readonly name: string | null }
  readonly organization: { readonly id: string; readonly name: string }
  readonly connection: string
  readonly roles: readonly string[]
  readonly createdAt: string
  readonly authenticatedAt: string
  readonly authenticationContext: string | null
  readonly authenticationMethods: readonly string[]
  readonly expiresAt: string
  readonly endsAt: string
}

/** Answer of `GET /discover?email=`. */
export interface DiscoveryAnswer {
  /** `sso`: one of `connections`; `password`: the app's own form; `unknown`: nobody serves this domain. */
  readonly kind: 'sso' | 'password' | 'unknown'
  /** Starts the sign-in (the picker first, when there are several connections), or the app's own form. A path on the app's origin. */
  readonly loginUrl: string
  readonly connections: readonly { readonly id: string; readonly name: string; readonly loginUrl: string }[]
}

/** Answer of `GET /launchpad`. */
export interface LaunchpadAnswer {
  /** Where the identity service answers with the person's applications; null when the app has none. */
  readonly applicationsUrl: string | null
}

/** Every failure as JSON. */
export interface ErrorAnswer {
  readonly error: {
    readonly code: string
    /** For people, in the language of the request. */
    readonly message: string
    /** Also in the log. Null where nothing went wrong but a session is missing. */
    readonly incidentId: string | null
    /** Where to sign in. A path on the app's origin. */
    readonly loginUrl: string | null
  }
}
