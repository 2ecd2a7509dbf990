// Measures candidates side by side. On a machine with neighbours the absolute figures move by the minute, so nothing is
// compared with what was measured earlier: every round runs all candidates, in another order each time, and a ratio is
// taken inside one round.

/** @import { Candidate, Cost, Costs } from './types.js' */

const batchMs = 40
const warmUpMs = 500

/**
 * A candidate that runs in this process.
 *
 * @param {string} name
 * @param {(index: number) => unknown} operation gets a running number, to choose its input by; may return a promise.
 * @returns {Candidate}
 */
export function inProcess(name, operation) {
  let next = 0
  let count = 1
  /** @param {number} operations */
  const run = async (operations) => {
    for (const end = next + operations; next < end; next++) {
      const result = operation(next)
      // Awaiting what is no promise would charge a synchronous candidate for a turn it does not take.
      if (result instanceof Promise) await result
    }
  }
  return {
    name,
    warmUp: async () => {
      const started = performance.now()
      let done = 0
      while (performance.now() - started < warmUpMs) {
        await run(count)
        done += count
        count = Math.min(count * 2, 256)
      }
      count = Math.max(1, Math.round((done * batchMs) / (performance.now() - started)))
    },
    measure: async () => {
      // Not measured: it takes the caches and the young heap over from the candidate before. A forced collection instead
      // would leave every candidate with a heap that no running server has, at two to three times the price.
      await run(Math.ceil(count / 5))
      return costOf(count, () => run(count))
    },
  }
}

/**
 * @param {number} operations
 * @param {() => Promise<void>} run does that many.
 * @returns {Promise<Cost>}
 */
export async function costOf(operations, run) {
  const cpuBefore = process.cpuUsage()
  const started = performance.now()
  await run()
  const wallMs = performance.now() - started
  const { user, system } = process.cpuUsage(cpuBefore)
  return { cpu: (user + system) / operations, wall: (wallMs * 1000) / operations }
}

/**
 * Runs all candidates in every round, each round beginning with another one.
 *
 * @param {readonly Candidate[]} candidates
 * @param {{ readonly rounds: number }} options
 * @returns {Promise<Costs>} by name, one cost per round.
 */
export async function interleave(candidates, { rounds }) {
  for (const candidate of candidates) await candidate.warmUp?.()
  /** @type {Map<string, Cost[]>} */
  const costs = new Map(candidates.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (let place = 0; place < candidates.length; place++) {
      const candidate = candidates[(round + place) % candidates.length]
      costs.get(candidate.name)?.push(await candidate.measure())
    }
  }
  return costs
}

/**
 * The costs of one candidate, round by round.
 *
 * @param {Costs} costs
 * @param {string} name
 * @param {string} [metric]
 * @returns {readonly number[]}
 */
export function valuesOf(costs, name, metric = 'cpu') {
  const list = costs.get(name)
  if (list === undefined) throw new Error(`no candidate is called '${name}', there are ${[...costs.keys()].join(', ')}`)
  return list.map((cost) => cost[metric])
}

/**
 * One candidate over another, round by round.
 *
 * @param {Costs} costs
 * @param {string} name
 * @param {string} base
 * @param {string} [metric]
 */
export function ratioOf(costs, name, base, metric = 'cpu') {
  const bases = valuesOf(costs, base, metric)
  return valuesOf(costs, name, metric).map((value, round) => value / bases[round])
}

/**
 * What one candidate costs more than another, round by round.
 *
 * @param {Costs} costs
 * @param {string} name
 * @param {string} base
 * @param {string} [metric]
 */
export function surplusOf(costs, name, base, metric = 'cpu') {
  const bases = valuesOf(costs, base, metric)
  return valuesOf(costs, name, metric).map((value, round) => value - bases[round])
}

/**
 * Median and interquartile range.
 *
 * @param {readonly number[]} values
 */
export function summarize(values) {
  return { median: quantileOf(values, 0.5), low: quantileOf(values, 0.25), high: quantileOf(values, 0.75) }
}

/**
 * The value that this share of all does not exceed.
 *
 * @param {readonly number[]} values
 * @param {number} share 0 to 1.
 */
export function quantileOf(values, share) {
  const sorted = [...values].sort((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  return below + (above - below) * (place - Math.floor(place))
}
