import { expect, test } from 'vitest'
import { checkCallback } from './check-callback.ts'

const check = (query: string) => () => checkCallback(new URLSearchParams(query), 'login-1')
const refused = expect.objectContaining({ code: 'OIDC_RESPONSE_INVALID' })

test('lets a reply of ours pass', () => {
  expect(check('state=login-1&code=c&iss=https%3A%2F%2Fidp.example.test&session_state=x')).not.toThrow()
  expect(check('error=access_denied&state=login-1')).not.toThrow()
})

test.each(['code=c', 'code=c&state=', 'code=c&state=login-2', 'code=c&state=LOGIN-1'])(
  'refuses the state of %s',
  (query) => {
    expect(check(query)).toThrow(refused)
  },
)

test.each(['state=login-1&state=login-1', 'state=login-1&code=a&code=b', 'state=login-1&x=&x='])(
  'refuses repetitions: %s',
  (query) => {
    expect(check(query)).toThrow(expect.objectContaining({ detail: expect.stringContaining('twice') }))
  },
)

test.each(['response', 'id_token', 'access_token', 'token'])(
  'refuses %s, which the code flow does not send',
  (name) => {
    expect(check(`state=login-1&code=c&${name}=x`)).toThrow(refused)
  },
)

test('writes nothing into the log that could forge a line', () => {
  expect(check(`state=${encodeURIComponent('x\r\n2026 admin signed in\u202e')}`)).toThrow(
    expect.objectContaining({ detail: "callback: wanted state 'login-1', got 'x 2026 admin signed in '" }),
  )
})
