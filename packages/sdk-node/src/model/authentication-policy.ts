/** How an identity provider has to have checked a person. */
export interface AuthenticationRule {
  /** How long ago at most; null: whenever it was. */
  readonly maximumAgeSeconds: number | null
  /** AuthnContextClassRef (SAML) or `acr` (OIDC): each of these is enough. */
  readonly contexts: readonly string[]
  /** `amr` (OIDC): each of these is enough too. With `contexts` empty as well, anything is. */
  readonly methods: readonly string[]
}

/** What an organization asks of the sign-ins of its people, and of the sessions that follow. */
export interface AuthenticationPolicy extends AuthenticationRule {
  /** A session ends after this, used or not; null: after the app's `session.absoluteSeconds`, which is the limit in any case. */
  readonly sessionMaximumSeconds: number | null
}

/** Asks for nothing. */
export const noPolicy: AuthenticationPolicy = Object.freeze({
  maximumAgeSeconds: null,
  contexts: Object.freeze([]),
  methods: Object.freeze([]),
  sessionMaximumSeconds: null,
})

/** How somebody was checked, as far as the identity provider said. */
export interface AuthenticationDone {
  readonly authenticationContext: string | null
  readonly authenticationMethods: readonly string[]
}

/** True when the way in which somebody was checked is one that is enough. */
export function isStrongEnough(
  { authenticationContext, authenticationMethods }: AuthenticationDone,
  { contexts, methods }: Pick<AuthenticationRule, 'contexts' | 'methods'>,
): boolean {
  if (contexts.length === 0 && methods.length === 0) return true
  if (authenticationContext !== null && contexts.includes(authenticationContext)) return true
  return methods.some((method) => authenticationMethods.includes(method))
}
