import type { Kit } from './routes/kit.ts'
import type { ManageSignals } from './signals/manage-signals.ts'
import type { WebhooksPart } from './webhooks/create-webhooks-part.ts'
import type { Worker, WorkerOptions } from './webhooks/manage-webhooks.ts'

/** How often a worker looks which transmitters of security events are due. Each is asked every five seconds. */
const pollEveryMs = 1000

/** All that has to be done without anybody asking: webhooks are sent, security events fetched. */
export async function beginWork(
  options: WorkerOptions | undefined,
  { config: { now, log } }: Kit,
  parts: { readonly delivery: () => Promise<WebhooksPart>; readonly signals: () => Promise<ManageSignals> },
): Promise<Worker> {
  const [{ startWorker }, { startPolling }, { describeFailure }, { deliver }, { pollDue }] = await Promise.all([
    import('./webhooks/start-worker.ts'),
    import('./signals/start-polling.ts'),
    import('./create-signals.ts'),
    parts.delivery(),
    parts.signals(),
  ])
  const sending = startWorker(options, { deliver: async (signal) => deliver(undefined, signal), now, log })
  const polling = startPolling({
    pollDue,
    failed: (error) => log({ level: 'error', event: 'signals.failed', connectionId: null, ...describeFailure(error) }),
    intervalMs: pollEveryMs,
  })
  return Object.freeze({
    stop: async () => {
      await Promise.all([sending.stop(), polling.stop()])
    },
  })
}
