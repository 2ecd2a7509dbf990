import type { Locale } from '@launchpad-sso/sdk-node/node'
import { en } from './locales/en.ts'
import { es } from './locales/es.ts'
import { ptBr } from './locales/pt-br.ts'
import type { Messages } from './messages.ts'

const messages: Readonly<Record<Locale, Messages>> = { en, 'pt-BR': ptBr, es }

/** All texts in one language. */
export function messagesOf(locale: Locale): Messages {
  return messages[locale]
}
