import type { Cause } from './cause.ts'
import { directoryCauses } from './directory-causes.ts'
import { ownCauses } from './own-causes.ts'
import { providerCauses } from './provider-causes.ts'
import { signalCauses } from './signal-causes.ts'

/** Every cause that ends sessions, one row each. */
export const causes: Readonly<Record<string, Cause>> = {
  ...ownCauses,
  ...directoryCauses,
  ...providerCauses,
  ...signalCauses,
}
