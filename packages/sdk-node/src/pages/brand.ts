import type { Branding } from '../model/organization.ts'

/** How the organization that a page is for shows itself. */
export interface Brand extends Branding {
  /** What people call it. */
  readonly name: string
}
