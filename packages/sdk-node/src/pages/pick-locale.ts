import type { Locale } from './locale.ts'

/** Language subtag to what we have of it. */
const byLanguage: Readonly<Record<string, Locale>> = { en: 'en', pt: 'pt-BR', es: 'es' }
/** Longer headers come from nobody's browser. */
const maxLength = 1000

/**
 * The language of ours that an `Accept-Language` header likes best; when it names none, the fallback. A region never decides:
 * who reads es-MX reads our Spanish.
 *
 * @param fallback the organization's language. What is none of ours counts as English.
 *
 * @see RFC 9110, section 12.5.4
 */
export function pickLocale(acceptLanguage: string | null, fallback: string | null = null): Locale {
  const otherwise = Object.values(byLanguage).find((locale) => locale === fallback) ?? 'en'
  if (acceptLanguage === null || acceptLanguage.length > maxLength) return otherwise
  const liked = acceptLanguage
    .split(',')
    .map(parseRange)
    .filter(({ locale, weight }) => locale !== undefined && weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
  return liked[0]?.locale ?? otherwise
}

/** `pt-PT;q=0.8` to its language and weight. A weight that is not one counts as zero. */
function parseRange(range: string): { readonly locale: Locale | undefined; readonly weight: number } {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
  const language = tag.split('-')[0] ?? ''
  const quality = parameters.find((parameter) => parameter.startsWith('q='))
  const weight = quality === undefined ? 1 : Number(quality.slice(2))
  return {
    locale: Object.hasOwn(byLanguage, language) ? byLanguage[language] : undefined,
    weight: weight <= 1 ? weight : 0,
  }
}
