import { AuthError } from '@launchpad-sso/sdk-node'
import { Refusal } from './refusal.js'

/** What people may be told of an error; whatever is no answer of the SDK or of ours is thrown on. */
export function toProblem(error) {
  if (error instanceof AuthError || error instanceof Refusal) {
    const { code, status, say } = error
    return { code, status, say }
  }
  // The form was larger than we read.
  if (error.type === 'entity.too.large')
    return { code: 'REQUEST_TOO_LARGE', status: 413, say: 'The request is too large.' }
  throw error
}
