'use client'
import { useEffect, useId, useRef, type ReactElement } from 'react'
import type { SignInFormTexts } from '../words/sign-in-form.ts'
import { Field } from './field.tsx'
import { isAboutField, type Problem } from './problem.ts'
import { RememberedChoice } from './remembered-choice.tsx'
import { SubmitButton } from './submit-button.tsx'
import type { SignIn } from './use-sign-in.ts'

export interface EmailStepProps {
  readonly signIn: SignIn
  readonly words: SignInFormTexts
  readonly problem: Problem | null
  /** What the person typed on the page they come from. */
  readonly typedBefore: string | null
  readonly basePath: string
  readonly returnTo: string
  /** Password managers fill in the name that belongs to a password. */
  readonly autoComplete: 'email' | 'username'
}

/** Asks for the address. Without scripts it is a form that the server answers. */
export function EmailStep({ signIn, problem, autoComplete, ...props }: EmailStepProps): ReactElement {
  const { words, basePath, returnTo, typedBefore } = props
  const { state, submitEmail, change } = signIn
  const field = useRef<HTMLInputElement>(null)
  const comesBack = useRef(state.touched)
  useEffect(() => {
    if (comesBack.current || (problem !== null && isAboutField(problem))) field.current?.focus()
    comesBack.current = false
  }, [problem])
  useEffect(() => {
    if (field.current?.value === '') field.current.value = typedBefore ?? ''
  }, [typedBefore])
  return (
    <>
      <RememberedChoice {...props} onOther={() => field.current?.focus()} />
      <form
        data-launchpad="sign-in-form-form"
        method="get"
        action={`${basePath}/login`}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void submitEmail(field.current?.value ?? '')
        }}
      >
        <Field
          {...{ id: useId(), words, problem, autoComplete, inputRef: field, onChange: change }}
          label={words.emailLabel}
          hint={words.emailHint}
          name="email"
          type="email"
          required
          // Not controlled: what somebody types before the script is there has to stay.
          defaultValue={state.email}
        />
        <input type="hidden" name="return_to" value={returnTo} />
        <SubmitButton state={state} words={words} label={words.continueWithEmail} />
      </form>
    </>
  )
}
