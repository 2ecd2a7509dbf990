import type { HasHeaders } from '../ports/has-headers.ts'
import type { PageSetting } from '../pages/page.ts'
import { pickLocale } from '../pages/pick-locale.ts'
import type { Kit } from './kit.ts'

/** What every page wants to know: the reader's language and the product's name. */
export function pageSetting(request: HasHeaders, { config }: Pick<Kit, 'config'>): PageSetting {
  return { locale: pickLocale(request.headers.get('accept-language') ?? null), productName: config.productName }
}
