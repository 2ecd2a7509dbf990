import type { Store } from '@launchpad-sso/sdk-node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sequences } from '../sequences/all.ts'
import { createReplayer, type Replayer } from './create-replayer.ts'
import type { Sequence, Step } from './sequence.ts'
import { startStage, type Stage } from './start-stage.ts'

/** The stores of the conformance table. */
export type StoreName = 'memory' | 'SQLite' | 'PostgreSQL'

declare module 'vitest' {
  interface TaskMeta {
    /** For the conformance table. */
    conformance?: { readonly title: string; readonly store: StoreName } & Pick<Step, 'proves' | 'section'>
  }
}

/** Replays what the clients send, each to a connection of its own of one app. */
export function describeConformance(
  store: StoreName,
  open: () => Promise<{ readonly store: Store; readonly close: () => Promise<void> }>,
): void {
  describe(`SCIM on ${store}`, () => {
    let stage: Stage
    let close: () => Promise<void> = async () => {}
    beforeAll(async () => {
      const opened = await open()
      close = opened.close
      stage = await startStage(opened.store)
    })
    afterAll(() => close())
    for (const [index, sequence] of sequences.entries())
      describeSequence(sequence, store, `acme-${index + 1}`, () => stage)
  })
}

function describeSequence(sequence: Sequence, store: StoreName, organizationId: string, getStage: () => Stage): void {
  const { title, steps } = sequence
  describe(title, () => {
    let replayer: Replayer
    beforeAll(async () => {
      const { auth, base, addProvisioner } = getStage()
      const { token } = await addProvisioner(organizationId)
      replayer = createReplayer(sequence, { base, token }, (request) => auth.handler(request))
    })
    for (const step of steps)
      test(`${step.proves} (${step.section})`, async ({ task }) => {
        task.meta.conformance = { title, store, proves: step.proves, section: step.section }
        expect(await replayer.replay(step)).toEqual([])
      })
  })
}
