import { describe, expect, test } from 'vitest'
import { checkSlo, findSlo } from './parse-slo.ts'
import type { SamlConnectionOptions } from './auth-options.ts'
import type { ReadMetadata } from './saml-readers.ts'

const redirect = { url: 'https://idp.test/r', responseUrl: 'https://idp.test/r-done', binding: 'redirect' } as const
const post = { url: 'https://idp.test/p', responseUrl: 'https://idp.test/p', binding: 'post' } as const
const metadata = (...slo: ReadMetadata['slo']): ReadMetadata => ({ entityId: 'e', sso: [], slo, certificates: [] })
const options = (given: Partial<SamlConnectionOptions>): SamlConnectionOptions => given as SamlConnectionOptions

describe('where logout messages go', () => {
  const url = 'https://mine.test/slo'
  const rows: readonly [string, Partial<SamlConnectionOptions>, ReadMetadata | null, ReturnType<typeof findSlo>][] = [
    ['nowhere, when nobody says', {}, null, null],
    ['nowhere, when the metadata offers nothing', {}, metadata(), null],
    ['what the metadata offers, redirect first', {}, metadata(post, redirect), redirect],
    ['what the metadata offers', {}, metadata(post), post],
    ['what the metadata offers in the way that is wanted', { sloBinding: 'post' }, metadata(redirect, post), post],
    ['nowhere, when it does not offer that way', { sloBinding: 'post' }, metadata(redirect), null],
    [
      'answers elsewhere',
      { sloResponseUrl: 'https://mine.test/done' },
      metadata(redirect),
      { ...redirect, responseUrl: 'https://mine.test/done' },
    ],
    ['an address by hand', { sloUrl: url }, null, { url, responseUrl: url, binding: 'redirect' }],
    [
      'an address by hand takes answers too',
      { sloUrl: url },
      metadata(post),
      { url, responseUrl: url, binding: 'post' },
    ],
    [
      'all by hand',
      { sloUrl: url, sloResponseUrl: redirect.url, sloBinding: 'post' },
      metadata(redirect),
      { url, responseUrl: redirect.url, binding: 'post' },
    ],
  ]
  test.each(rows)('%s', (_name, given, found, slo) => {
    expect(findSlo(options(given), found)).toEqual(slo)
  })
})

describe('a connection is refused', () => {
  const signingKey = { privateKey: 'k', certificate: 'c' }
  const problemsOf = (given: Partial<SamlConnectionOptions>, redirectLogoutUrl: string | null = null): string => {
    const problems: string[] = []
    const { singleLogout = false } = given
    checkSlo(options(given), { singleLogout, redirectLogoutUrl }, (text) => problems.push(text))
    return problems.join('; ')
  }

  test.each<[string, Partial<SamlConnectionOptions>, string]>([
    ['with a script as its address', { sloUrl: 'javascript:alert(1)', signingKey }, 'sloUrl must be an https URL'],
    ['with plain http', { sloUrl: 'http://idp.test/slo', signingKey }, 'sloUrl must be an https URL'],
    ['with answers to no address', { sloResponseUrl: 'x', signingKey }, 'sloResponseUrl must be an https URL'],
    ['without a key to sign with', { sloUrl: redirect.url }, 'sloUrl needs a signingKey'],
    ['that wants single logout without a key', { singleLogout: true }, 'singleLogout needs a signingKey'],
  ])('%s', (_name, given, problem) => {
    expect(problemsOf(given)).toContain(problem)
  })

  test('not when it has what it needs', () => {
    expect(problemsOf({ sloUrl: redirect.url, sloResponseUrl: 'http://127.0.0.1:8080/x', signingKey })).toBe('')
    expect(problemsOf({ singleLogout: true, signingKey })).toBe('')
    expect(problemsOf({ singleLogout: true }, 'https://fluig.test/logout')).toBe('')
    expect(problemsOf({})).toBe('')
  })
})
