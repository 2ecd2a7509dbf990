import type { ReactNode } from 'react'

const width = 300
const height = 150
const gap = 14

interface Props {
  readonly title: string
  readonly bars: readonly (readonly [label: string, value: number])[]
  readonly format: (value: number) => string
}

/** Bars drawn as SVG, with their values as a list for those who cannot see them. */
export function BarChart({ title, bars, format }: Props): ReactNode {
  const most = Math.max(...bars.map(([, value]) => value))
  const step = width / bars.length
  return (
    <section className="card chart" aria-labelledby="chart">
      <h2 id="chart">{title}</h2>
      <svg viewBox={`0 0 ${width} ${height + 46}`} aria-hidden="true" focusable="false">
        {bars.map(([label, value], index) => {
          const tall = Math.max(2, (value / most) * height)
          const left = index * step + gap / 2
          return (
            <g key={label}>
              <rect
                className={index === bars.length - 1 ? 'bar-now' : 'bar-past'}
                x={left}
                y={height - tall + 20}
                width={step - gap}
                height={tall}
                rx="6"
              />
              <text x={left + (step - gap) / 2} y={height + 40}>
                {label}
              </text>
            </g>
          )
        })}
      </svg>
      <ul className="unseen">
        {bars.map(([label, value]) => (
          <li key={label}>
            {label}: {format(value)}
          </li>
        ))}
      </ul>
    </section>
  )
}
