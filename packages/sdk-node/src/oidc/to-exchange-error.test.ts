import { expect, test } from 'vitest'
import { AuthError } from '../model/auth-error.ts'
import { toExchangeError } from './to-exchange-error.ts'

test('hands an AuthError through', () => {
  const error = new AuthError('CONFIG_INVALID', 'x')
  expect(toExchangeError('token endpoint', error)).toBe(error)
})

test('says why a request failed, and carries no answer along', () => {
  const error = toExchangeError(
    'token endpoint',
    new Error('POST https://idp.example.test/token: reset', { cause: { body: 'secret' } }),
  )
  expect(error).toMatchObject({
    code: 'OIDC_EXCHANGE_FAILED',
    detail: 'token endpoint: POST https://idp.example.test/token: reset',
  })
  expect(error.cause).toBeUndefined()
})

test('survives whatever is thrown', () => {
  expect(toExchangeError('token endpoint', 'text')).toMatchObject({ code: 'OIDC_EXCHANGE_FAILED' })
  expect(toExchangeError('token endpoint', undefined)).toMatchObject({ code: 'OIDC_EXCHANGE_FAILED' })
})
