import type { Store } from '../ports/store.ts'
import { describeHandingOut } from './describe-handing-out.ts'
import { describeKeptDeliveries } from './describe-kept-deliveries.ts'
import { describeSettling } from './describe-settling.ts'
import { describeTaking } from './describe-taking.ts'
import type { Runner } from './runner.ts'

/** Events on their way: at least once, and in order per endpoint, organization and subject. */
export function describeDeliveries(makeStore: () => Promise<Store>, runner: Runner): void {
  describeHandingOut(makeStore, runner)
  describeTaking(makeStore, runner)
  describeSettling(makeStore, runner)
  describeKeptDeliveries(makeStore, runner)
}
