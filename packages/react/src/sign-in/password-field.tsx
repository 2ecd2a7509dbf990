'use client'
import { useId, useState, type ReactElement, type Ref } from 'react'
import type { SignInFormTexts } from '../words/sign-in-form.ts'
import { Field } from './field.tsx'
import type { Problem } from './problem.ts'

export interface PasswordFieldProps {
  readonly words: SignInFormTexts
  readonly problem: Problem | null
  readonly inputRef: Ref<HTMLInputElement>
  /** Hidden then, whatever was chosen: browsers offer to keep only what they know as a password. */
  readonly isSent: boolean
}

/** A password that can be looked at. */
export function PasswordField({ isSent, words, ...props }: PasswordFieldProps): ReactElement {
  const id = useId()
  const [isWanted, setWanted] = useState(false)
  const isShown = isWanted && !isSent
  return (
    <Field
      {...{ ...props, id, words }}
      label={words.passwordLabel}
      name="password"
      type={isShown ? 'text' : 'password'}
      required
      autoComplete="current-password"
    >
      <button type="button" data-launchpad="sign-in-form-reveal" aria-controls={id} onClick={() => setWanted(!isShown)}>
        {isShown ? words.hidePassword : words.showPassword}
      </button>
    </Field>
  )
}
