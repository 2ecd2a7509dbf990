/** A way to join the listeners: `start` runs for the first of them, what it answers with when the last one has gone. */
export function toSubscribe(listeners: Set<() => void>, start: () => () => void): (listener: () => void) => () => void {
  let stop: () => void
  return (listener) => {
    listeners.add(listener)
    if (listeners.size === 1) stop = start()
    return () => {
      if (listeners.delete(listener) && listeners.size === 0) stop()
    }
  }
}
