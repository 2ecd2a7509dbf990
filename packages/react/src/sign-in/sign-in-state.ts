import type { Choice } from './discover.ts'
import type { Problem } from './problem.ts'

/** How far the person has come. */
export interface SignInState {
  readonly step: 'email' | 'choices' | 'password'
  readonly email: string
  /** Ways to sign in; empty but for the step of that name. */
  readonly connections: readonly Choice[]
  readonly problem: Problem | null
  /** The last question found nobody. Stays while it is asked again, so that the button keeps its words. */
  readonly retry: boolean
  readonly busy: boolean
  /** False until the person does something. */
  readonly touched: boolean
}

export function startSignIn(email: string): SignInState {
  return {
    step: 'email',
    email,
    connections: [],
    problem: null,
    retry: false,
    busy: false,
    touched: false,
  }
}
