import type { ConnectionRecord } from '../model/connection-record.ts'
import type { OrganizationRecord } from '../model/organization.ts'
import { withColumns, withSettings } from './build-record.ts'
import { checkComplete, checkFaults } from './check-record.ts'
import { checkPolicy } from './check-policy.ts'
import type { ConnectionTools } from './connection-tools.ts'
import { checkIssuer } from './check-issuer.ts'
import { mergeWish } from './merge-wish.ts'
import type { ConnectionWish } from './parse-draft.ts'
import { resolveSource } from './resolve-source.ts'
import { openSecrets } from './sealed-secrets.ts'
import { joinSecrets } from './split-secrets.ts'

/**
 * A connection as it is wanted: checked, its metadata read, its issuer asked. What can be refused without asking anybody is
 * refused first. Nothing is written.
 *
 * @param base a new one has version 0.
 * @throws AuthError CONNECTION_INVALID naming every problem, CONNECTION_CONFLICT, SAML_METADATA_INVALID,
 *   SAML_METADATA_UNAVAILABLE, OIDC_DISCOVERY_FAILED
 */
export async function applyWish(
  base: ConnectionRecord,
  wish: ConnectionWish,
  organization: OrganizationRecord,
  tools: ConnectionTools,
): Promise<ConnectionRecord> {
  const whole = mergeWish(joinSecrets(base.settings, openSecrets(base, tools.secretBox)), wish.settings)
  const columns = withColumns(base, wish, organization)
  checkPolicy(columns, base.provisioning.mode === 'scim', organization)
  const { metadata: _, ...rest } = whole
  const isUnread = wish.settings.set['metadata'] !== undefined || wish.settings.set['metadataUrl'] !== undefined
  const planned = withSettings(columns, isUnread ? rest : whole, tools)
  checkFaults(planned, base, organization, tools)
  const record = isUnread
    ? await resolveSource(columns, whole, tools)
    : { ...planned, metadataRefresh: whole['metadataUrl'] === undefined ? null : base.metadataRefresh }
  checkFaults(record, base, organization, tools)
  if (record.status === 'active') checkComplete(record, base, tools)
  await checkIssuer(record, base, tools)
  return record
}
