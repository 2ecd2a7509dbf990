import type { Replays } from './store.ts'

/**
 * Whether somebody has claimed that name, without taking it: a claim that is over when it is made only reads. For what counts once, and only
 * when what follows from it is done: it is claimed then.
 */
export async function isClaimed({ claim }: Pick<Replays, 'claim'>, key: string, now: Date): Promise<boolean> {
  return !(await claim(key, now, now))
}
