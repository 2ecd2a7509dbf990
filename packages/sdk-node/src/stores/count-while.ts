/** How many of them are at the beginning for which that is so, and so for none after the first for which it is not; by halving. */
export function countWhile<T>(sorted: readonly T[], isSo: (one: T) => boolean): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isSo(sorted[middle] as T)) low = middle + 1
    else high = middle
  }
  return low
}
