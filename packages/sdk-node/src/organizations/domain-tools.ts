import type { Store } from '../ports/store.ts'
import type { ResolveTxt } from './txt-answer.ts'

/** What domains are managed with. */
export interface DomainTools {
  readonly store: Pick<Store, 'organizations' | 'domains' | 'connections' | 'events' | 'replays'>
  readonly now: () => Date
  readonly resolveTxt: ResolveTxt
}
