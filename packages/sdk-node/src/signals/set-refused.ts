import { AuthError } from '../model/auth-error.ts'

/**
 * How a receiver says what is wrong with a Security Event Token.
 *
 * @see RFC 8935, section 2.4; OpenID Shared Signals Framework 1.0, section 8.1.4.1 (`invalid_state`)
 */
export type SetErrorCode =
  | 'invalid_request'
  | 'invalid_key'
  | 'invalid_issuer'
  | 'invalid_audience'
  | 'authentication_failed'
  | 'access_denied'
  | 'invalid_state'

/** A token that is not taken, and will not be when it comes again. */
export class SetRefused extends AuthError {
  /** What its sender is told. */
  readonly err: SetErrorCode

  constructor(err: SetErrorCode, detail: string) {
    super(err === 'authentication_failed' ? 'SIGNAL_UNAUTHORIZED' : 'SIGNAL_INVALID', detail)
    this.err = err
  }
}
