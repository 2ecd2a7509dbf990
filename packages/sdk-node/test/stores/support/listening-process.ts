import { openStore, type StoreSetup } from './store-setup.ts'

/** What a listener is told first. */
export interface ListenerSetup {
  readonly store: StoreSetup
}

/** Listens, says so, and has nothing else to do from then on. */
async function listen({ store }: ListenerSetup): Promise<void> {
  const { changes } = openStore(store)
  const awake = setInterval(() => {}, 1000)
  await changes.listen?.(() => {})
  process.send?.('listening', () => clearInterval(awake))
}

process.once('message', (setup: ListenerSetup) => void listen(setup))
