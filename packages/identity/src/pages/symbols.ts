import { html, type Html } from '@launchpad-sso/sdk-node/node'

/** Line drawings that stand beside a text and never in place of one, so they have no name. */
const draw = (paths: Html): Html =>
  html`<svg class="symbol" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
    ${paths}
  </svg>`

export const symbols: Readonly<Record<'warning' | 'check' | 'open', Html>> = {
  warning: draw(html`<circle cx="12" cy="12" r="9" /><path d="M12 7.5v5M12 16.2v.1" />`),
  check: draw(html`<circle cx="12" cy="12" r="9" /><path d="m8 12.3 2.8 2.7L16 9.5" />`),
  open: draw(html`<path d="M8 16 17 7M9.5 7H17v7.5" />`),
}
