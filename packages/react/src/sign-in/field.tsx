import type { ComponentPropsWithoutRef, ReactElement, ReactNode, Ref } from 'react'
import type { SignInFormTexts } from '../words/sign-in-form.ts'
import { ProblemText } from './problem-text.tsx'
import { isAboutField, type Problem } from './problem.ts'

export interface FieldProps extends ComponentPropsWithoutRef<'input'> {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly problem?: Problem | null
  readonly words: SignInFormTexts
  readonly inputRef?: Ref<HTMLInputElement>
  /** A button that belongs to the field. */
  readonly children?: ReactNode
}

/** A label, its input, and what there is to say about it. */
export function Field(props: FieldProps): ReactElement {
  const { id, label, hint, problem = null, words, inputRef, children, ...input } = props
  const isWrong = problem !== null && isAboutField(problem)
  const descriptions = [isWrong && `${id}-problem`, hint && `${id}-hint`].filter(Boolean)
  return (
    <div data-launchpad="sign-in-form-field">
      <label htmlFor={id} data-launchpad="sign-in-form-label">
        {label}
      </label>
      <input
        autoCapitalize="none"
        spellCheck={false}
        {...input}
        ref={inputRef}
        id={id}
        data-launchpad="sign-in-form-input"
        aria-invalid={isWrong || undefined}
        aria-describedby={descriptions.join(' ') || undefined}
      />
      {hint && (
        <p id={`${id}-hint`} data-launchpad="sign-in-form-hint">
          {hint}
        </p>
      )}
      {children}
      <ProblemText id={`${id}-problem`} problem={problem} words={words} />
    </div>
  )
}
