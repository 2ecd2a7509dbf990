import { AuthError } from '../model/auth-error.ts'
import type { SignInChange, SignInDecision } from '../model/on-sign-in.ts'
import type { User } from '../model/user.ts'
import type { Visit } from './admission-visit.ts'
import { parseFields, type FieldParsers } from './parse-fields.ts'
import { orNull, parseRole, toTextParser } from './parse-values.ts'

/** A person is waiting, and a hook that hangs would keep them forever. */
const deadlineMs = 10_000

/**
 * What the app changes of somebody who is about to come in.
 *
 * @param user as they would come in.
 * @throws AuthError LOGIN_NOT_ALLOWED when it says no, throws, takes too long or answers what is no decision; an AuthError that
 * it throws passes as it is
 */
export async function askOnSignIn(user: User, { onSignIn, identity }: Visit): Promise<SignInChange> {
  if (onSignIn === null) return {}
  const answer = await withDeadline(async () => onSignIn(identity, { ...user, roles: [...user.roles] }))
  try {
    return parseDecision(answer)
  } catch (error) {
    throw error instanceof AuthError && error.code !== 'LOGIN_NOT_ALLOWED' ? notAllowed(error.detail, error) : error
  }
}

async function withDeadline<T>(ask: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(notAllowed(`onSignIn: wanted an answer within ${deadlineMs} ms, got none`)),
      deadlineMs,
    )
  })
  try {
    return await Promise.race([ask(), tooLate])
  } catch (error) {
    throw error instanceof AuthError ? error : notAllowed(`onSignIn threw ${String(error)}`, error)
  } finally {
    clearTimeout(timer)
  }
}

function parseDecision(answer: SignInDecision | null | undefined | void): SignInChange {
  if (answer === undefined || answer === null) return {}
  const { refuse, change } = parseFields<{ refuse?: string; change?: SignInChange }>('onSignIn', answer, {
    refuse: toTextParser({ max: 2000 }),
    change: (value, name) => parseFields<SignInChange>(name, value, changeParsers),
  })
  if (refuse !== undefined) throw notAllowed(`onSignIn refused: ${refuse}`)
  if (change === undefined) throw notAllowed('onSignIn: wanted nothing, { change } or { refuse }, got neither of them')
  return change
}

/** As the management API takes them. */
const parseName = orNull(toTextParser({ max: 200 }))

const changeParsers: FieldParsers<SignInChange> = {
  username: parseName,
  externalId: orNull(toTextParser({ max: 250, isTrimmed: false })),
  name: parseName,
  firstName: parseName,
  lastName: parseName,
  role: orNull(parseRole),
}

function notAllowed(detail: string, cause?: unknown): AuthError {
  return new AuthError('LOGIN_NOT_ALLOWED', detail, { cause })
}
