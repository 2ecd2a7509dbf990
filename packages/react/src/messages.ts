/** Every text of the components, for a language of your own. `{name}` and `{organization}` are filled in. */
export interface Messages {
  readonly signIn: string
  readonly signOut: string
  readonly emailLabel: string
  readonly emailHint: string
  readonly emailInvalid: string
  readonly continueWithEmail: string
  readonly continueWithOrganization: string
  readonly otherAddress: string
  readonly chooseConnection: string
  readonly organizationUnknown: string
  readonly passwordLabel: string
  readonly passwordWrong: string
  readonly showPassword: string
  readonly hidePassword: string
  readonly back: string
  readonly working: string
  readonly tooManyAttempts: string
  readonly unreachable: string
  readonly tryAgain: string
  readonly accountMenu: string
  readonly applications: string
  readonly openApplication: string
  readonly opensInNewTab: string
  readonly noApplications: string
  readonly loadingApplications: string
  readonly openLaunchpad: string
}

/** Languages that are built in. */
export type Locale = 'en' | 'pt-BR' | 'es'

/** The texts one component needs, in the languages that are built in: each component brings its own, and no other. */
export type Words<Key extends keyof Messages> = Readonly<Record<Locale, Readonly<Pick<Messages, Key>>>>
