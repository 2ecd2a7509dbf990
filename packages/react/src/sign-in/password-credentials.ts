/** What a person typed to sign in with a password. */
export interface PasswordCredentials {
  readonly email: string
  readonly password: string
}
