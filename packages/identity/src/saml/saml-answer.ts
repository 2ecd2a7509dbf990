/** What the browser carries to the service provider. @see saml-bindings-2.0-os, section 3.5 */
export interface SamlAnswer {
  readonly acsUrl: string
  readonly fields: Readonly<Record<string, string>>
  /** False: the response says why nobody was signed in. */
  readonly isSuccess: boolean
}
