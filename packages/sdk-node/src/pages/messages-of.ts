import type { Locale } from './locale.ts'
import { en } from './locales/en.ts'
import { es } from './locales/es.ts'
import { ptBR } from './locales/pt-br.ts'
import type { Messages } from './messages.ts'

const messages: Readonly<Record<Locale, Messages>> = { en, 'pt-BR': ptBR, es }

/** Every text of our pages in one language. */
export const messagesOf = (locale: Locale): Messages => messages[locale]
