import { createHash } from 'node:crypto'
import { html, type Html } from '@launchpad-sso/sdk-node/node'

const hues = 6

/** The icon of an application: its initials on a colour that its id decides, so that it looks the same every day. */
export function renderMonogram(id: string, name: string): Html {
  const hue = ((createHash('sha256').update(id).digest()[0] ?? 0) % hues) + 1
  return html`<svg
    class="tile-icon hue-${hue}"
    viewBox="0 0 48 48"
    width="48"
    height="48"
    aria-hidden="true"
    focusable="false"
  >
    <path d="M0 34 34 0h14v14L14 48H0Z" fill="#fff" fill-opacity="0.08" />
    <path d="M0 14 14 0h20L0 34Z" fill="#fff" fill-opacity="0.14" />
    <text x="24" y="24" dy="0.35em" text-anchor="middle" fill="#fff" font-size="18" font-weight="700">
      ${toInitials(name)}
    </text>
  </svg>`
}

/** First letters of the first and the last word, one for a single word. */
export function toInitials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return ends.map((word) => (/[\p{L}\p{N}]/u.exec(word ?? '')?.[0] ?? '').toUpperCase()).join('')
}
