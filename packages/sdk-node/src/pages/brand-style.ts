import { toAsciiDomain } from '../model/to-ascii-domain.ts'
import type { Brand } from './brand.ts'
import { toBrandPalette, type BrandColors } from './styles/brand-palette.ts'
import { dark, light, toCustomProperties } from './styles/palette.ts'

/** The logo stands on white, because most are made for it. */
const logoRules =
  '.brand-logo{display:block;width:auto;height:auto;max-width:10rem;max-height:2.5rem;padding:.25rem;border-radius:.5rem;background:#fff}'

/** What an organization's look adds to the stylesheet; null: nothing. */
export function toBrandStyle(brand: Brand): string | null {
  const colors = { primary: toColor(brand.primaryColor), background: toColor(brand.backgroundColor) }
  const rules = [
    colors.primary === null && colors.background === null ? '' : toColorRules(colors),
    findLogo(brand) === null ? '' : logoRules,
  ].join('')
  return rules === '' ? null : rules
}

/**
 * The logo's address. Its origin becomes part of the page's policy, and a URL's host may hold what means something there: only
 * a plain domain name will do.
 */
export function findLogo({ logoUrl }: Brand): URL | null {
  const url = logoUrl !== null && URL.canParse(logoUrl) ? new URL(logoUrl) : null
  return url?.protocol === 'https:' && toAsciiDomain(url.hostname) !== null ? url : null
}

function toColorRules(colors: BrandColors): string {
  const lightRules = toCustomProperties(toBrandPalette(light, colors, '#000000'))
  const darkRules = toCustomProperties(toBrandPalette(dark, colors, '#ffffff'))
  return `:root{${lightRules}}@media (prefers-color-scheme:dark){:root{${darkRules}}}`
}

/** Only what cannot end the rule it stands in. */
function toColor(text: string | null): string | null {
  return text !== null && /^#[0-9a-f]{6}$/.test(text) ? text : null
}
