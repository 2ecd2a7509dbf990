import type { Store } from '../ports/store.ts'

/** What organizations are managed with. */
export interface OrganizationTools {
  readonly store: Pick<Store, 'organizations'>
  readonly now: () => Date
}
