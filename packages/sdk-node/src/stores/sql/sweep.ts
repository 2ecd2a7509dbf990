/** One call in this many sweeps, the first among them: a process may not live to see its hundredth. */
const every = 100

/** More than came in since the last sweep, and little enough for a request to wait for. */
export const sweepBatch = 500

/** Lets some calls also remove what has expired. */
export function createSweeper(sweep: (expiredBy: number) => Promise<unknown>): (expiredBy: number) => Promise<void> {
  let calls = 0
  return async (expiredBy) => {
    calls += 1
    if (calls % every !== 1) return
    try {
      await sweep(expiredBy)
    } catch {
      // What the caller came for is done. The next sweep tries again.
    }
  }
}
