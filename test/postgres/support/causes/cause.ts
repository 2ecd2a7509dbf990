import type { TwoInstances } from '../instances/two-instances.ts'

/** Somebody who is signed in, and what ends that. */
export interface Begun {
  /** `Cookie` header of the browser. */
  readonly cookie: string
  /** Happens on the instance where the person signed in. */
  readonly end: () => Promise<unknown>
}

/**
 * Why sessions end. Makes all it needs, and signs somebody in on one instance.
 *
 * @param name no other run has it: letters, digits and hyphens.
 */
export type Cause = (app: TwoInstances, name: string) => Promise<Begun>
