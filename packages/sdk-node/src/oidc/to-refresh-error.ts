import * as client from 'openid-client'
import { AuthError } from '../model/auth-error.ts'
import { toExchangeError } from './to-exchange-error.ts'

/** @returns OIDC_REFRESH_REFUSED when the refresh token is not taken any more, else OIDC_REFRESH_FAILED: it may work the next time. */
export function toRefreshError(error: unknown): AuthError {
  if (error instanceof AuthError && error.code === 'OIDC_REFRESH_FAILED') return error
  const { detail } = toExchangeError('token endpoint', error)
  const isRefused = error instanceof client.ResponseBodyError && error.error === 'invalid_grant'
  return new AuthError(isRefused ? 'OIDC_REFRESH_REFUSED' : 'OIDC_REFRESH_FAILED', detail)
}
