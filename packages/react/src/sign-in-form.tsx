'use client'
import type { ComponentPropsWithoutRef, ReactElement } from 'react'
import { ChoicesStep } from './sign-in/choices-step.tsx'
import { EmailStep } from './sign-in/email-step.tsx'
import { PasswordStep } from './sign-in/password-step.tsx'
import { findProblem } from './sign-in/problem.ts'
import { toReturnPath } from './sign-in/to-return-path.ts'
import { usePageQuery } from './sign-in/use-page-query.ts'
import { useSignIn } from './sign-in/use-sign-in.ts'
import type { PasswordCredentials } from './sign-in/password-credentials.ts'
import { useSettings } from './use-settings.ts'
import { useWords } from './use-words.ts'
import { signInFormWords } from './words/sign-in-form.ts'

export interface SignInFormProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /**
   * Path to come back to. Anything that is no path on this origin becomes `/`.
   *
   * @default `return_to` of the page's own query
   */
  readonly returnTo?: string | undefined
  /**
   * Checks the password of an address that no identity provider serves, and sets the app's session cookie: true when it
   * did, false when the password is wrong. Without it such addresses go to the `passwordPage` of the SDK.
   */
  readonly onPassword?: ((credentials: PasswordCredentials) => Promise<boolean>) | undefined
  /** What the field holds at the start. */
  readonly defaultEmail?: string | undefined
}

/**
 * Asks for the e-mail address and goes to the place where its organization signs people in. It remembers that
 * organization, and never the address, for the next time. Without scripts it is a plain form.
 */
export function SignInForm({
  returnTo: wanted,
  onPassword,
  defaultEmail = '',
  ...props
}: SignInFormProps): ReactElement {
  const { basePath, store } = useSettings()
  const words = useWords(signInFormWords)
  const query = usePageQuery()
  const returnTo = toReturnPath(wanted ?? query.get('return_to'), basePath)
  const signIn = useSignIn({ basePath, returnTo, onPassword, email: defaultEmail, refresh: store.refresh })
  const { step, touched, problem } = signIn.state
  return (
    <div {...props} data-launchpad="sign-in-form">
      {step === 'email' && (
        <EmailStep
          signIn={signIn}
          words={words}
          problem={touched ? problem : findProblem(query.get('error'))}
          typedBefore={query.get('email')}
          basePath={basePath}
          returnTo={returnTo}
          autoComplete={onPassword === undefined ? 'email' : 'username'}
        />
      )}
      {step === 'choices' && <ChoicesStep signIn={signIn} words={words} />}
      {step === 'password' && <PasswordStep signIn={signIn} words={words} />}
    </div>
  )
}
