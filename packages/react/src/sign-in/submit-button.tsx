import type { ReactElement } from 'react'
import type { SignInFormTexts } from '../words/sign-in-form.ts'
import type { SignInState } from './sign-in-state.ts'

export interface SubmitButtonProps {
  readonly state: SignInState
  readonly words: SignInFormTexts
  /** What it says unless the last attempt found nobody. */
  readonly label: string
}

/** Busy or not, the button stays as it is: it keeps the focus and its width. What goes on is said beside it. */
export function SubmitButton({ state: { busy, retry }, words, label }: SubmitButtonProps): ReactElement {
  return (
    <>
      <button type="submit" data-launchpad="sign-in-form-submit" aria-busy={busy}>
        {retry ? words.tryAgain : label}
      </button>
      <p aria-live="polite" data-launchpad="sign-in-form-status">
        {busy ? words.working : ''}
      </p>
    </>
  )
}
