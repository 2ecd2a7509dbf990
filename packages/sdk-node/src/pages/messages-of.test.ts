import { expect, test } from 'vitest'
import { AuthError, authErrorCodes } from '../model/auth-error.ts'
import { messagesOf } from './messages-of.ts'

const locales = ['en', 'pt-BR', 'es'] as const

test.each(locales)('has two whole sentences for every code in %s', (locale) => {
  const { errors } = messagesOf(locale)
  expect(Object.keys(errors).toSorted()).toEqual([...authErrorCodes].toSorted())
  for (const code of authErrorCodes) {
    expect(errors[code].say).toMatch(/^[A-ZÀ-Ý].*[.]$/)
    expect(errors[code].next).toMatch(/^[A-ZÀ-Ý].*[.]$/)
  }
})

test('says in English what AuthError says, so that page and JSON agree', () => {
  for (const code of authErrorCodes) expect(messagesOf('en').errors[code].say).toBe(new AuthError(code, 'x').say)
})

test('is translated: no sentence of one language stands in another', () => {
  const alike = authErrorCodes.filter((code) => {
    const texts = locales.map((locale) => messagesOf(locale).errors[code])
    return new Set(texts.map(({ say }) => say)).size < 3 || new Set(texts.map(({ next }) => next)).size < 3
  })
  expect(alike).toEqual([])
})
