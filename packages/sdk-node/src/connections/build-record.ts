import type { ConnectionRecord } from '../model/connection-record.ts'
import { defaultProvisioning } from '../model/provisioning.ts'
import type { OrganizationRecord } from '../model/organization.ts'
import type { ConnectionTools } from './connection-tools.ts'
import type { ConnectionWish } from './parse-draft.ts'
import { sealSecrets } from './sealed-secrets.ts'
import { splitSecrets } from './split-secrets.ts'
import type { Settings } from './take-settings.ts'
import { isSame } from './to-connection-values.ts'

type Columns = Pick<ConnectionWish, 'name' | 'preset' | 'provisioning'>

/** The record with those settings. A test that was about others is forgotten. */
export function withSettings(
  record: ConnectionRecord,
  whole: Settings,
  tools: Pick<ConnectionTools, 'secretBox'>,
): ConnectionRecord {
  const { settings, secrets } = splitSecrets(whole)
  const sealedSecrets = sealSecrets(secrets, record, tools.secretBox)
  const isUnchanged = sealedSecrets === record.sealedSecrets && isSame(settings, record.settings)
  return { ...record, settings, sealedSecrets, lastTest: isUnchanged ? record.lastTest : null }
}

/** The record with that name, preset and policy. */
export function withColumns(
  record: ConnectionRecord,
  { name, preset, provisioning }: Columns,
  organization: OrganizationRecord,
): ConnectionRecord {
  const wantedPreset = preset === undefined ? record.preset : (preset ?? 'custom')
  return {
    ...record,
    name: name === undefined ? record.name : (name ?? organization.name),
    preset: wantedPreset,
    provisioning: provisioning === null ? defaultProvisioning : { ...record.provisioning, ...provisioning },
    lastTest: wantedPreset === record.preset ? record.lastTest : null,
  }
}
