import type { Change } from '../ports/organization-store.ts'

/** What a write changed, before it has its place among the changes. */
export type Written = Omit<Change, 'sequence'>
