import { quantileOf, summarize, valuesOf } from './measure.js'

/** @import { Costs, Finding } from './types.js' */

/** @param {string} text */
export function printLine(text) {
  process.stdout.write(`${text}\n`)
}

/** @param {string} text */
export function printTitle(text) {
  printLine(`\n${text}\n${'-'.repeat(text.length)}`)
}

/**
 * Median and interquartile range of every candidate.
 *
 * @param {Costs} costs
 * @param {Readonly<Record<string, string>>} [metrics] heading by metric.
 */
export function printCosts(costs, metrics = { cpu: 'CPU µs', wall: 'wall µs' }) {
  printRow(
    '',
    Object.values(metrics).flatMap((heading) => [heading, 'IQR']),
  )
  for (const name of costs.keys()) {
    const cells = Object.keys(metrics).flatMap((metric) => toCells(valuesOf(costs, name, metric), ''))
    printRow(name, cells)
  }
}

/** A missed aim is a finding, not a failure. @param {boolean} met */
export function toVerdict(met) {
  return met ? 'aim met' : 'aim missed'
}

/** @param {readonly Finding[]} findings */
export function printFindings(findings) {
  printRow('', ['median', 'IQR', 'aim', ''])
  for (const { name, values, unit = 'x', aim } of findings) {
    const held = aim === undefined ? ['', ''] : [`<= ${aim}${unit}`, toVerdict(summarize(values).median <= aim)]
    printRow(name, [...toCells(values, unit), ...held])
  }
}

/** Heads the rows of {@link printTimes}. */
export function printTimesHeading() {
  printRow('', ['count', 'median', 'p95', 'max', ''])
}

/**
 * Of single times every one counts, the longest most.
 *
 * @param {string} name
 * @param {readonly number[]} ms
 * @param {number} [limit] no time may be longer.
 */
export function printTimes(name, ms, limit) {
  const max = Math.max(...ms)
  const held = limit === undefined ? '' : max <= limit ? 'kept' : `over ${limit}`
  const cells = [quantileOf(ms, 0.5), quantileOf(ms, 0.95), max].map((value) => (ms.length > 0 ? toText(value) : '-'))
  printRow(name, [String(ms.length), ...cells, held])
}

/**
 * @param {readonly number[]} values
 * @param {string} unit
 */
function toCells(values, unit) {
  const { median, low, high } = summarize(values)
  return [`${toText(median)}${unit}`, `${toText(low)}–${toText(high)}`]
}

/** Three digits say all that such a measurement knows. @param {number} value */
function toText(value) {
  const size = Math.abs(value)
  if (size >= 100) return value.toFixed(0)
  if (size >= 10) return value.toFixed(1)
  return value.toFixed(size >= 1 ? 2 : 3)
}

/**
 * @param {string} name
 * @param {readonly string[]} cells
 */
function printRow(name, cells) {
  printLine(`  ${name.padEnd(58)}${cells.map((cell) => cell.padStart(14)).join('')}`.trimEnd())
}
