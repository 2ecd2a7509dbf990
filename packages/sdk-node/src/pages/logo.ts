import { html, type Html } from './html.ts'

/** The mark: something rising from its pad. Drawn, so that nothing has to be fetched; decoration, so it has no name. */
export const logo: Html = html`<svg
  class="logo"
  viewBox="0 0 32 32"
  width="32"
  height="32"
  aria-hidden="true"
  focusable="false"
>
  <rect class="logo-ground" width="32" height="32" rx="9" />
  <path class="logo-rise" d="M9.5 15.5 16 9l6.5 6.5" />
  <path class="logo-trail" d="M16 10v8" />
  <path class="logo-pad" d="M8.5 22.5c4.6-2.6 10.4-2.6 15 0" />
</svg>`

const iconMarkup =
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#1d4fd7"/>` +
  `<g fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round">` +
  `<path d="M9.5 15.5 16 9l6.5 6.5M16 10v8M8.5 22.5c4.6-2.6 10.4-2.6 15 0"/></g></svg>`

/** The mark as a `data:` address, for the tab. Without it browsers ask for /favicon.ico. */
export const icon: string = `data:image/svg+xml,${encodeURIComponent(iconMarkup)}`
