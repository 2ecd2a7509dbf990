import type { ReactElement } from 'react'
import type { SignInFormTexts } from '../words/sign-in-form.ts'
import { isAboutField, type Problem } from './problem.ts'

export interface ProblemTextProps {
  readonly id: string
  readonly problem: Problem | null
  readonly words: SignInFormTexts
}

/** Said at once when it appears. The field points at it when it is about the field. */
export function ProblemText({ id, problem, words }: ProblemTextProps): ReactElement | null {
  if (problem === null) return null
  const part = isAboutField(problem) ? 'sign-in-form-error' : 'sign-in-form-alert'
  return (
    <p id={id} role="alert" data-launchpad={part}>
      {words[problem.kind]}
    </p>
  )
}
