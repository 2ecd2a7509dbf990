import { html } from '@launchpad-sso/sdk-node/node'

/** How somebody came in. Who is the directory's stands out: their profile is changed there, and nowhere else. */
export function sourceTag(text, source) {
  return html`<span class="tag ${source === 'scim' ? 'ordered' : 'plain'}">${text.sources[source]}</span>`
}
