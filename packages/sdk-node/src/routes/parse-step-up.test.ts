import { expect, test } from 'vitest'
import { parseStepUp, toStepUpParameters } from './parse-step-up.ts'

const parse = (query: string) => parseStepUp(new URLSearchParams(query))

test('reads back what a guard wrote', () => {
  const rule = {
    maximumAgeSeconds: 300,
    contexts: ['phr', 'urn:oasis:names:tc:SAML:2.0:ac:classes:X509'],
    methods: ['mfa'],
  }
  const written = Object.entries(toStepUpParameters(rule)).map(([name, value]) => [name, value ?? ''])
  expect(parseStepUp(new URLSearchParams(written))).toEqual(rule)
})

test('is nothing without prompt=login', () => {
  expect(parse('max_age=0&acr_values=phr')).toBeNull()
  expect(parse('prompt=none&max_age=0')).toBeNull()
  expect(parse('prompt=login')).toEqual({ maximumAgeSeconds: null, contexts: [], methods: [] })
})

test.each([
  ['max_age=-1'],
  ['max_age=1.5'],
  ['max_age='],
  ['max_age=99999999999'],
  [`acr_values=${'a+'.repeat(21)}`],
  [`amr_values=${'a'.repeat(201)}`],
])('refuses %s, which no guard writes', (query) => {
  expect(() => parse(`prompt=login&${query}`)).toThrow(/^REQUEST_INVALID/)
})
