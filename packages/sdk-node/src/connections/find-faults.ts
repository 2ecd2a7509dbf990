import type { ConnectionRecord } from '../model/connection-record.ts'
import type { OrganizationRecord } from '../model/organization.ts'
import type { ReadRecord } from '../ports/connections.ts'
import { findMissing, lacksKey, lacksProof } from './find-missing.ts'
import { findUrlProblems } from './find-url-problems.ts'
import { isPlainObject, type Settings } from './take-settings.ts'
import { toOrganization } from '../model/organization.ts'

/** Stands for what is not known yet, and leads nowhere: RFC 6761, section 6.4. */
const nowhere = 'https://idp.invalid/'

/**
 * What is wrong with a connection, apart from what is missing: the gaps are filled before it is read.
 *
 * @param whole its settings, secrets among them.
 */
export function findFaults(
  record: ConnectionRecord,
  whole: Settings,
  organization: OrganizationRecord,
  readRecord: ReadRecord,
): readonly string[] {
  const read = (settings: Settings, sealedSecrets = record.sealedSecrets): readonly string[] =>
    readRecord({ ...record, settings, sealedSecrets, metadataRefresh: null }, toOrganization(organization)).problems
  const isComplete = findMissing(record, whole).length === 0
  if (isComplete) return [...findUrlProblems(record.settings), ...read(record.settings)]
  const ofTheGaps = new Set(read(fillGaps(record.type, {}, {}), null))
  const problems = read(fillGaps(record.type, record.settings, whole)).filter((problem) => !ofTheGaps.has(problem))
  return [...findUrlProblems(record.settings), ...problems]
}

function fillGaps(type: ConnectionRecord['type'], settings: Settings, whole: Settings): Settings {
  const usable = Object.fromEntries(Object.entries(settings).filter(([name]) => !lacksItsSecret(name, whole[name])))
  if (type === 'oidc') return { issuer: nowhere, clientId: 'unknown', ...usable }
  return usable['metadata'] === undefined ? { ...usable, metadataUrl: nowhere } : usable
}

function lacksItsSecret(name: string, value: unknown): boolean {
  if (name === 'clientAuthentication') return lacksProof(value)
  if (name === 'signingKey') return lacksKey(value)
  if (name === 'decryptionKeys') return Array.isArray(value) && value.some(lacksKey)
  return name === 'groupOverage' && isPlainObject(value) && value['clientSecret'] === undefined
}
