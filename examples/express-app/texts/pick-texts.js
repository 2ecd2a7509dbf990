import { pickLocale } from '@launchpad-sso/sdk-node/node'
import { en } from './en.js'
import { es } from './es.js'
import { ptBR } from './pt-br.js'

const byLocale = { en, es, 'pt-BR': ptBR }

/** In the language the browser asks for. */
export function pickTexts(req) {
  return byLocale[pickLocale(req.get('accept-language') ?? null)]
}
