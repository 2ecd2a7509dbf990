import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SqlStore } from '../../src/stores/sql-store.ts'
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts'
import { createWebhookStage, type WebhookStage } from './webhook-stage.ts'

const subjects = ['ana', 'bruno', 'carla', 'davi']
const perSubject = 25

/**
 * What deliveries promise where several workers share one database.
 *
 * @param open two stores of one empty database.
 */
export function describeSeveralWorkers(name: string, open: () => Promise<readonly SqlStore[]>): void {
  describe(`workers of one ${name}`, () => {
    let stores: readonly SqlStore[]
    let stages: readonly WebhookStage[]
    let receiver: WebhookReceiver
    beforeEach(async () => {
      stores = await open()
      stages = stores.map((store) => createWebhookStage({ store }))
      receiver = await startWebhookReceiver()
    })
    afterEach(async () => {
      await receiver.close()
      await Promise.all(stores.map(async (store) => store.close()))
    })

    /** Ids of one subject, without what came again right after itself. */
    function orderOf(subject: string): readonly string[] {
      const ids = receiver.ids().filter((id) => id.startsWith(subject))
      return ids.filter((id, index) => id !== ids[index - 1])
    }
    const expected = (subject: string): readonly string[] =>
      Array.from({ length: perSubject }, (_, index) => `${subject}-${index}`)

    async function fill([stage]: readonly WebhookStage[]): Promise<void> {
      await stage?.addWebhook(receiver.url, { types: ['user.deactivated'] })
      for (let index = 0; index < perSubject; index++)
        for (const userId of subjects) await stage?.happen(`${userId}-${index}`, { userId })
    }

    test('send each event, each subject in its order', async () => {
      await fill(stages)
      let overtaken = 0
      const together = new Set<string>()
      receiver.answerWith(({ message }) => {
        const subject = message?.target.id ?? ''
        if (together.has(subject)) overtaken += 1
        together.add(subject)
        return new Promise((resolve) => {
          setImmediate(() => {
            together.delete(subject)
            resolve({ status: 200 })
          })
        })
      })
      const reports = await Promise.all(stages.map(async (stage) => stage.run()))
      expect(reports.reduce((sum, { handedOut }) => sum + handedOut, 0)).toBe(subjects.length * perSubject)
      expect(reports.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(subjects.length * perSubject)
      expect(overtaken).toBe(0)
      for (const subject of subjects)
        expect(receiver.ids().filter((id) => id.startsWith(subject))).toEqual(expected(subject))
    })

    test('send what one had taken when it ended, once its lease is over, in order still', async () => {
      await fill(stages)
      const [one, other] = stages
      let calls = 0
      const dying = createWebhookStage({
        store: {
          ...(one as WebhookStage).store,
          deliveries: {
            ...(one as WebhookStage).store.deliveries,
            // Arrived, and nobody noted it: as if the process were gone.
            settle: async (outcome) => {
              if ((calls += 1) > 6) throw new Error('killed')
              return (one as WebhookStage).store.deliveries.settle(outcome)
            },
          },
        },
      })
      await expect(dying.run()).rejects.toThrow('killed')
      const leased = (await other?.run())?.nextDueAt
      expect(leased?.getTime()).toBeGreaterThan(other?.now().getTime() ?? 0)
      other?.pass({ seconds: 120 })
      await other?.run()
      for (const subject of subjects) expect(orderOf(subject)).toEqual(expected(subject))
      expect(await other?.store.deliveries.nextDueAt()).toBeNull()
    })
  })
}
