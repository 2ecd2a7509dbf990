import { expect, test } from 'vitest'
import type { SignalsOptions } from './auth-options.ts'
import { parseSignals } from './parse-signals.ts'

const ours = 'https://app.example.test/auth/signals/acme'
const parse = (options: unknown) => {
  const problems: string[] = []
  const stream = parseSignals(options as SignalsOptions, ours, (text) => problems.push(text))
  return { stream, problems }
}

test('takes an issuer alone, with our URL as audience', () => {
  expect(parse({ issuer: 'https://idp.acme.test' })).toEqual({
    stream: {
      issuer: 'https://idp.acme.test',
      jwksUri: null,
      audience: ours,
      authorization: null,
      pollUrl: null,
      accessToken: null,
    },
    problems: [],
  })
})

test('takes all there is', () => {
  const options = {
    issuer: 'https://idp.acme.test',
    jwksUri: 'https://idp.acme.test/keys',
    audience: 'acme-app',
    authorization: 'Bearer push-token',
    pollUrl: 'http://127.0.0.1:8080/poll',
    accessToken: 'poll-token',
  }
  expect(parse(options)).toEqual({ stream: options, problems: [] })
})

test.each<[string, Readonly<Record<string, unknown>>, string]>([
  ['plain http', { jwksUri: 'http://idp.acme.test/keys' }, 'signals jwksUri must be an https URL'],
  ['an empty audience', { audience: '' }, 'signals audience must be text'],
  ['a header in a header', { authorization: 'Bearer a\r\nx: y' }, 'signals authorization must be text'],
  ['letters that no header has', { accessToken: 'tökén' }, 'signals accessToken must be text'],
  ['a secret without end', { accessToken: 'a'.repeat(4097) }, 'signals accessToken must be text'],
  ['a number', { accessToken: 7 }, 'signals accessToken must be a string'],
  ['an unknown option', { pollURL: 'https://idp.acme.test' }, "signals does not know the option 'pollURL'"],
])('refuses %s, and tells no secret', (_name, options, problem) => {
  const { problems } = parse({ issuer: 'https://idp.acme.test', ...options })
  expect(problems).toEqual([expect.stringContaining(problem)])
  expect(problems[0]).not.toContain('Bearer')
})
