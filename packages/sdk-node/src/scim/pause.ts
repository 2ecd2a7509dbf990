import { setImmediate } from 'node:timers/promises'

/** Lets whatever else waits have its turn: a long list must not stop the process from answering. */
export async function pause(): Promise<void> {
  await setImmediate()
}
