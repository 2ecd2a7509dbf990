import { expect, test } from 'vitest'
import { pickLocale } from './pick-locale.ts'

test.each([
  [null, 'en'],
  ['', 'en'],
  ['de-DE,de;q=0.9', 'en'],
  ['pt', 'pt-BR'],
  ['pt-PT,pt;q=0.9,en;q=0.8', 'pt-BR'],
  ['PT-br', 'pt-BR'],
  ['es-MX', 'es'],
  ['en-GB,es;q=0.9', 'en'],
  ['en;q=0.2, es ; q=0.8, pt;q=0.5', 'es'],
  ['fr, es;q=0.4', 'es'],
  ['es;q=0, pt;q=0.1', 'pt-BR'],
  ['es;q=0', 'en'],
  ['es;q=nonsense, pt;q=0.1', 'pt-BR'],
  ['es;q=7, pt;q=0.1', 'pt-BR'],
  ['*', 'en'],
  ['__proto__, constructor, es', 'es'],
  ['ptolemaic', 'en'],
])('for Accept-Language %j it picks %s', (acceptLanguage, locale) => {
  expect(pickLocale(acceptLanguage)).toBe(locale)
})

test('keeps to the order of the header among equals', () => {
  expect(pickLocale('es, pt')).toBe('es')
  expect(pickLocale('pt, es')).toBe('pt-BR')
})

test('does not read a header that is longer than any browser sends', () => {
  expect(pickLocale(`es,${'x'.repeat(1000)}`)).toBe('en')
})

test('falls back to the language of the organization, where that is one of ours', () => {
  expect(pickLocale('de', 'pt-BR')).toBe('pt-BR')
  expect(pickLocale(null, 'es')).toBe('es')
  expect(pickLocale('en', 'es')).toBe('en')
  expect(pickLocale('de', 'de')).toBe('en')
  expect(pickLocale('de', 'constructor')).toBe('en')
})
