'use client'
import { useEffect, useRef, type ReactElement } from 'react'
import type { SignInFormTexts } from '../words/sign-in-form.ts'
import { remember } from './remembered-organization.ts'
import type { SignIn } from './use-sign-in.ts'

export interface ChoicesStepProps {
  readonly signIn: SignIn
  readonly words: SignInFormTexts
}

/** For an organization with several ways in. Links, so that they open in a new tab as well. */
export function ChoicesStep({ signIn: { state, startOver }, words }: ChoicesStepProps): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <>
      <h2 ref={heading} tabIndex={-1} data-launchpad="sign-in-form-heading">
        {words.chooseConnection}
      </h2>
      <ul data-launchpad="sign-in-form-choices">
        {state.connections.map((choice) => (
          <li key={choice.id}>
            <a data-launchpad="sign-in-form-choice" href={choice.loginUrl} onClick={() => remember(choice)}>
              {choice.name}
            </a>
          </li>
        ))}
      </ul>
      <button type="button" data-launchpad="sign-in-form-other" onClick={startOver}>
        {words.back}
      </button>
    </>
  )
}
