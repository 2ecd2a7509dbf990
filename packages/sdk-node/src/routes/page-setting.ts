import type { Organization } from '../model/organization.ts'
import type { HasHeaders } from '../ports/has-headers.ts'
import type { PageSetting } from '../pages/page.ts'
import { pickLocale } from '../pages/pick-locale.ts'
import type { Kit } from './kit.ts'

/**
 * What every page wants to know: the reader's language and the product's name.
 *
 * @param organization whose people the page is for; null: nobody knows yet.
 */
export function pageSetting(
  request: HasHeaders,
  { config }: Pick<Kit, 'config'>,
  organization: Organization | null = null,
): PageSetting {
  const { name, branding, locale = null } = organization ?? {}
  return {
    locale: pickLocale(request.headers.get('accept-language') ?? null, locale),
    productName: config.productName,
    brand: branding !== undefined && name !== undefined ? { ...branding, name } : null,
  }
}
