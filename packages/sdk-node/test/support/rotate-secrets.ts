/** Instances of one app. */
export interface Fleet {
  readonly size: number
  /** Ends one instance, and begins another in its place. */
  readonly restart: (index: number, secrets: readonly string[]) => Promise<void>
}

/** A secret takes the place of another, as the guide to production says. */
export interface Rotation {
  readonly current: string
  readonly next: string
  /** Resolves when every session that lives on has been sealed with the next one. */
  readonly untilRenewed: () => Promise<void>
  /** All instances have these now. */
  readonly done?: (secrets: readonly string[]) => Promise<void>
}

/** First all can open what the next secret seals, then it seals, then the old one goes: instance by instance. */
export async function rotateSecrets(fleet: Fleet, { current, next, untilRenewed, done }: Rotation): Promise<void> {
  const steps = [[current, next], [next, current], [next]]
  for (const secrets of steps) {
    if (!secrets.includes(current)) await untilRenewed()
    for (let index = 0; index < fleet.size; index++) await fleet.restart(index, secrets)
    await done?.(secrets)
  }
}
