import { AuthError } from '../model/auth-error.ts'
import type { ConnectionRecord } from '../model/connection-record.ts'
import type { OrganizationRecord } from '../model/organization.ts'
import type { ConnectionTools } from './connection-tools.ts'
import { findFaults } from './find-faults.ts'
import { findMissing } from './find-missing.ts'
import { openSecrets } from './sealed-secrets.ts'
import { joinSecrets } from './split-secrets.ts'
import type { Settings } from './take-settings.ts'

/** What keeps a connection from being activated, missing or wrong, for people. Never throws for what is stored. */
export function listLacks(
  record: ConnectionRecord,
  organization: OrganizationRecord,
  { readRecord, secretBox }: Pick<ConnectionTools, 'readRecord' | 'secretBox'>,
): readonly string[] {
  const secrets = tryOpenSecrets(record, secretBox)
  if (typeof secrets === 'string') return [secrets]
  const whole = joinSecrets(record.settings, secrets)
  return [...findMissing(record, whole), ...findFaults(record, whole, organization, readRecord)]
}

/** The secrets; as text, why they do not open. */
export function tryOpenSecrets(record: ConnectionRecord, box: ConnectionTools['secretBox']): Settings | string {
  try {
    return openSecrets(record, box)
  } catch (error) {
    if (error instanceof AuthError) return `the secrets cannot be opened: ${error.detail}`
    throw error
  }
}
