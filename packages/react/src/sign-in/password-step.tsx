'use client'
import { useEffect, useId, useRef, type ReactElement } from 'react'
import type { SignInFormTexts } from '../words/sign-in-form.ts'
import { Field } from './field.tsx'
import { PasswordField } from './password-field.tsx'
import { isAboutField } from './problem.ts'
import { SubmitButton } from './submit-button.tsx'
import type { SignIn } from './use-sign-in.ts'

export interface PasswordStepProps {
  readonly signIn: SignIn
  readonly words: SignInFormTexts
}

/** Asks for the password. The address stays in the form, where people see it and password managers find it. */
export function PasswordStep({ signIn, words }: PasswordStepProps): ReactElement {
  const { state, submitPassword, startOver } = signIn
  const { problem } = state
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  useEffect(() => {
    if (problem === null || !isAboutField(problem)) return
    field.current?.focus()
    field.current?.select()
  }, [problem])
  return (
    <form
      data-launchpad="sign-in-form-form"
      method="post"
      onSubmit={(event) => {
        event.preventDefault()
        void submitPassword(field.current?.value ?? '')
      }}
    >
      <Field
        {...{ id, words }}
        label={words.emailLabel}
        name="email"
        type="email"
        autoComplete="username"
        readOnly
        value={state.email}
      >
        <button type="button" data-launchpad="sign-in-form-other" onClick={startOver}>
          {words.otherAddress}
        </button>
      </Field>
      <PasswordField {...{ words, problem }} inputRef={field} isSent={state.busy} />
      <SubmitButton state={state} words={words} label={words.signIn} />
    </form>
  )
}
