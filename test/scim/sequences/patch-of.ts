import type { Json, JsonObject } from '@launchpad-sso/sdk-node'
import { patchOp } from './urns.ts'

/** The body of a PATCH with these operations. */
export function patchOf(...operations: readonly Json[]): JsonObject {
  return { schemas: [patchOp], Operations: operations }
}
