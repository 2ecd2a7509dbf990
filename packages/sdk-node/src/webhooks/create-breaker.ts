/** Remembers endpoints that hold up everybody else. */
export interface Breaker {
  /** True: do not even try now. */
  readonly isOpen: (endpointId: string) => boolean
  readonly note: (endpointId: string, attempt: { readonly isSuccess: boolean; readonly tookMs: number }) => void
}

/** What fails faster holds nobody up. */
const slowMs = 1000
const slowInARow = 3
/** Shorter than any first retry, so that what was put off is then tried. */
const openMs = 3500

/**
 * A receiver that hangs takes a place among those under way for as long as a request may last. After three such failures in a row
 * its deliveries are put off for a moment without a request, so that they do not take every place.
 *
 * @param timeoutMs how long a request may last.
 */
export function createBreaker(now: () => Date, timeoutMs: number): Breaker {
  const hanging = new Map<string, { readonly inARow: number; readonly until: number }>()
  const slow = Math.min(slowMs, timeoutMs / 2)
  return Object.freeze({
    isOpen: (endpointId) => (hanging.get(endpointId)?.until ?? 0) > now().getTime(),
    note: (endpointId, { isSuccess, tookMs }) => {
      if (isSuccess || tookMs < slow) {
        hanging.delete(endpointId)
        return
      }
      const inARow = (hanging.get(endpointId)?.inARow ?? 0) + 1
      hanging.set(endpointId, { inARow, until: inARow < slowInARow ? 0 : now().getTime() + openMs })
    },
  } satisfies Breaker)
}
