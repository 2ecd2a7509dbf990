import { html } from '@launchpad-sso/sdk-node/node'

/** A moment, in the language of the page. */
export function time({ text }, date) {
  const shown = new Intl.DateTimeFormat(text.lang, { dateStyle: 'medium', timeStyle: 'short' }).format(date)
  return html`<time datetime="${date.toISOString()}">${shown}</time>`
}

export function day({ text }, date) {
  const shown = new Intl.DateTimeFormat(text.lang, { dateStyle: 'medium' }).format(date)
  return html`<time datetime="${date.toISOString()}">${shown}</time>`
}
