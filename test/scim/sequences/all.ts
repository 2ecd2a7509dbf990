import type { Sequence } from '../support/sequence.ts'
import { compliant } from './entra/compliant.ts'
import { defaultGroups } from './entra/default-groups.ts'
import { defaultUsers } from './entra/default-users.ts'
import { validator } from './entra/validator.ts'
import { autoProvisioning } from './google/auto-provisioning.ts'
import { customIntegration } from './jumpcloud/custom-integration.ts'
import { catalogApp } from './okta/catalog-app.ts'
import { customApp } from './okta/custom-app.ts'
import { specTest } from './okta/spec-test.ts'
import { provisioner } from './onelogin/provisioner.ts'
import { quirks } from './quirks.ts'
import { bulkSequence } from './rfc7644/bulk.ts'
import { createAndRead } from './rfc7644/create-and-read.ts'
import { discovery } from './rfc7644/discovery.ts'
import { pages } from './rfc7644/pages.ts'
import { patchGroup } from './rfc7644/patch-group.ts'
import { patchUser } from './rfc7644/patch-user.ts'
import { query } from './rfc7644/query.ts'
import { versions } from './rfc7644/versions.ts'
import { cursor } from './rfc9865/cursor.ts'

/** In the order of the conformance table. */
export const sequences: readonly Sequence[] = [
  createAndRead,
  query,
  pages,
  patchUser,
  patchGroup,
  versions,
  bulkSequence,
  discovery,
  cursor,
  defaultUsers,
  defaultGroups,
  compliant,
  validator,
  customApp,
  catalogApp,
  specTest,
  provisioner,
  customIntegration,
  autoProvisioning,
  quirks,
]
