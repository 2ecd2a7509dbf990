'use client'
import { useState } from 'react'
import { discover, type Choice, type Discovery } from './discover.ts'
import type { PasswordCredentials } from './password-credentials.ts'
import type { Problem } from './problem.ts'
import { remember } from './remembered-organization.ts'
import { startSignIn, type SignInState } from './sign-in-state.ts'
import { toAddress } from './to-address.ts'
import { usePageReturn } from './use-page-return.ts'
import { useQuestion } from './use-question.ts'

export interface SignInOptions {
  readonly basePath: string
  readonly returnTo: string
  /** Where the person begins. */
  readonly email: string
  /** Undefined: the app asks for no passwords here. */
  readonly onPassword: ((credentials: PasswordCredentials) => Promise<boolean>) | undefined
  /** Brings the session up to date. */
  readonly refresh: () => Promise<void>
}

export interface SignIn {
  readonly state: SignInState
  /** Asks how the address signs in, and goes there. */
  readonly submitEmail: (text: string) => Promise<void>
  readonly submitPassword: (password: string) => Promise<void>
  /** The person changes the address: what is being asked is of no interest any more. */
  readonly change: () => void
  /** Back to the address. */
  readonly startOver: () => void
}

/** The steps of a sign-in. */
export function useSignIn(options: SignInOptions): SignIn {
  const { basePath, returnTo, email, onPassword } = options
  const [state, setState] = useState(() => startSignIn(email))
  const question = useQuestion()
  const patch = (news: Partial<SignInState>): void => setState((last) => ({ ...last, touched: true, ...news }))
  const settle = (news: Partial<SignInState>): void => {
    question.drop()
    patch({ ...settled, ...news })
  }
  const fail = (kind: Problem['kind']): void => settle({ problem: { kind }, retry: kind === 'unreachable' })
  const startOver = (): void => settle({ step: 'email' })
  usePageReturn(startOver)

  const proceed = (answer: Discovery): void => {
    const { kind } = answer
    if (kind === 'sso' && answer.connections.length > 1) settle({ step: 'choices', connections: answer.connections })
    else if (kind === 'password' && onPassword !== undefined) settle({ step: 'password' })
    else if (kind === 'sso') leaveFor(answer.loginUrl, answer.connections[0])
    else if (kind === 'password') leaveFor(answer.loginUrl)
    else fail(kind)
  }
  const submitEmail = async (text: string): Promise<void> => {
    if (question.isBusy()) return
    const address = toAddress(text)
    patch({ email: address ?? text.trim(), problem: null, busy: address !== null })
    if (address === null) return fail('emailInvalid')
    await question.put((signal) => discover(basePath, address, returnTo, signal), proceed)
  }
  const submitPassword = async (password: string): Promise<void> => {
    if (question.isBusy()) return
    patch({ problem: null, busy: true })
    const check = async (): Promise<boolean | undefined> => onPassword?.({ email: state.email, password })
    await question.put(
      () => check().catch(() => 'unreachable' as const),
      (answer) => (answer === true ? void enter(options) : fail(answer || 'passwordWrong')),
    )
  }
  return { state, submitEmail, submitPassword, change: () => settle({}), startOver }
}

const settled = { busy: false, problem: null, retry: false } as const

/** From here on nothing holds the person back: an app may take the form away as soon as there is a session. */
async function enter({ refresh, returnTo }: SignInOptions): Promise<void> {
  await refresh()
  location.assign(returnTo)
}

/** The button stays busy until the page is gone. */
function leaveFor(loginUrl: string, connection?: Choice): void {
  if (connection !== undefined) remember(connection)
  location.assign(loginUrl)
}
