import type { ConnectionRecord } from '../model/connection-record.ts'
import type { OrganizationRecord } from '../model/organization.ts'
import { connectionInvalid } from './connection-invalid.ts'
import type { ConnectionTools } from './connection-tools.ts'
import { findFaults } from './find-faults.ts'
import { findMissing } from './find-missing.ts'
import { openSecrets } from './sealed-secrets.ts'
import { joinSecrets } from './split-secrets.ts'
import type { Settings } from './take-settings.ts'

type Tools = Pick<ConnectionTools, 'readRecord' | 'secretBox'>

/**
 * A fault that was there before is no reason to refuse a change: metadata may have expired since, and whoever repairs one thing
 * cannot always repair the other.
 *
 * @throws AuthError CONNECTION_INVALID naming every new fault
 */
export function checkFaults(
  record: ConnectionRecord,
  before: ConnectionRecord,
  organization: OrganizationRecord,
  tools: Tools,
): void {
  const list = (one: ConnectionRecord): readonly string[] =>
    findFaults(one, wholeOf(one, tools), organization, tools.readRecord)
  const faults = list(record)
  if (faults.length === 0) return
  const known = new Set(before.version === 0 ? [] : list(before).map(withoutTimes))
  const added = faults.filter((fault) => !known.has(withoutTimes(fault)))
  if (added.length > 0) throw connectionInvalid(...added)
}

/** @throws AuthError CONNECTION_INVALID naming what an active connection would lack that it does not lack now */
export function checkComplete(record: ConnectionRecord, before: ConnectionRecord, tools: Tools): void {
  const known = new Set(findMissing(before, wholeOf(before, tools)))
  const added = findMissing(record, wholeOf(record, tools)).filter((one) => !known.has(one))
  if (added.length > 0)
    throw connectionInvalid(`an active connection must stay complete, this would leave it without: ${added.join('; ')}`)
}

function wholeOf(record: ConnectionRecord, { secretBox }: Tools): Settings {
  return joinSecrets(record.settings, openSecrets(record, secretBox))
}

/** Faults tell what time it is. */
function withoutTimes(fault: string): string {
  return fault.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '')
}
