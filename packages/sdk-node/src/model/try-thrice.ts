import { AuthError } from './auth-error.ts'

const tries = 3

/**
 * Reads, changes and replaces again when somebody else was faster.
 *
 * @param attempt null: what it had read is not what is stored any more.
 * @throws AuthError WRITE_CONFLICT
 */
export async function tryThrice<T>(what: string, attempt: () => Promise<T | null>): Promise<T> {
  for (let done = 0; done < tries; done++) {
    const result = await attempt()
    if (result !== null) return result
  }
  throw new AuthError('WRITE_CONFLICT', `${what}: wanted the version that was read, somebody else wrote ${tries} times`)
}
