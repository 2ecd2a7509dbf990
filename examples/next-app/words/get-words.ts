import { pickLocale, type Locale } from '@launchpad-sso/sdk-node/node'
import { headers } from 'next/headers'
import { cache } from 'react'
import { en } from './en.ts'
import { es } from './es.ts'
import { ptBr } from './pt-br.ts'
import type { Words } from './words.ts'

const languages: Readonly<Record<Locale, Words>> = { en, es, 'pt-BR': ptBr }

/** What a page says in the language that the browser asks for: the one the SDK's own pages speak too. */
export const getWords: () => Promise<{ readonly locale: Locale; readonly words: Words }> = cache(async () => {
  const locale = pickLocale((await headers()).get('accept-language'))
  return { locale, words: languages[locale] }
})
