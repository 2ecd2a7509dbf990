import { html } from '@launchpad-sso/sdk-node/node'

const width = 300
const height = 150
const gap = 14

/** Bars drawn as SVG, with their values as a list for those who cannot see them. */
export function barChart({ title, bars, format }) {
  const most = Math.max(...bars.map(([, value]) => value))
  const step = width / bars.length
  return html`<section class="card chart" aria-labelledby="chart">
    <h2 id="chart">${title}</h2>
    <svg viewBox="0 0 ${width} ${height + 46}" aria-hidden="true" focusable="false">
      ${bars.map(([label, value], index) => {
        const tall = Math.max(2, (value / most) * height)
        const left = index * step + gap / 2
        const middle = left + (step - gap) / 2
        return html`<rect
            class="${index === bars.length - 1 ? 'bar-now' : 'bar-past'}"
            x="${left}"
            y="${height - tall + 20}"
            width="${step - gap}"
            height="${tall}"
            rx="6"
          />
          <text x="${middle}" y="${height + 40}">${label}</text>`
      })}
    </svg>
    <ul class="unseen">
      ${bars.map(([label, value]) => html`<li>${label}: ${format(value)}</li>`)}
    </ul>
  </section>`
}
