/** Number of the newest event; 0: there is none. Events are numbered without a gap, so a few small questions find it. */
export async function findLastSequence(events, organizationId) {
  const hasAfter = async (after) => (await events.list({ organizationId, after, limit: 1 })).events.length > 0
  let low = 0
  let high = 256
  while (await hasAfter(high)) {
    low = high
    high *= 2
  }
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (await hasAfter(middle)) low = middle + 1
    else high = middle
  }
  return low
}
