import { controls } from './styles/controls.ts'
import { foundation } from './styles/foundation.ts'
import { layout } from './styles/layout.ts'
import { dark, light, toCustomProperties } from './styles/palette.ts'
import { product } from './styles/product.ts'

const colours = `
:root { color-scheme: light dark; ${toCustomProperties(light)} }
@media (prefers-color-scheme: dark) { :root { ${toCustomProperties(dark)} } }
`

/** The visual language of every page, ours and the identity service's: one text, so one hash. */
export const stylesheet: string = squeeze([colours, foundation, layout, controls, product].join(''))

/** It travels with each page, so the spaces that only we read stay home. */
function squeeze(css: string): string {
  return css
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\s*([{};,])\s*/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .trim()
}
