import type { ProvisioningPolicy } from '../model/provisioning.ts'
import { defaultProvisioning } from '../model/provisioning.ts'
import type { ConnectionRecord } from '../model/connection-record.ts'
import { connectionInvalid } from './connection-invalid.ts'
import { AuthError } from '../model/auth-error.ts'
import { parseDraft, type ConnectionWish } from './parse-draft.ts'
import { namesOfSecrets, splitSecrets } from './split-secrets.ts'
import { isPlainObject } from './take-settings.ts'

const format = 'launchpad-sso/connections/1'
const maxConnections = 1000
const members = ['id', 'type', 'name', 'preset', 'settings', 'provisioning', 'secrets']

/** One connection of an export. */
export interface ImportedConnection extends ConnectionWish {
  readonly id: string
  readonly type: ConnectionRecord['type']
  readonly provisioning: ProvisioningPolicy
}

/** @throws AuthError CONNECTION_INVALID naming every problem */
export function parseExport(exported: unknown): readonly ImportedConnection[] {
  if (!isPlainObject(exported) || exported['format'] !== format || !Array.isArray(exported['connections']))
    throw connectionInvalid(`wanted an export: an object with format '${format}' and a list of connections`)
  const unknown = Object.keys(exported).filter((name) => name !== 'format' && name !== 'connections')
  if (unknown.length > 0) throw connectionInvalid(`an export does not know '${unknown.join("', '").slice(0, 200)}'`)
  const given = exported['connections'] as readonly unknown[]
  if (given.length > maxConnections)
    throw connectionInvalid(`wanted at most ${maxConnections} connections, got ${given.length}`)
  const problems: string[] = []
  const parsed = given.map((one, index) => tryParse(one, index, problems)).filter((one) => one !== null)
  const ids = parsed.map((one) => one.id)
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index)
  for (const id of new Set(twice)) problems.push(`id '${id}' is there twice`)
  if (problems.length > 0) throw connectionInvalid(...problems)
  return parsed
}

function tryParse(given: unknown, index: number, problems: string[]): ImportedConnection | null {
  try {
    return parseOne(given)
  } catch (error) {
    if (!(error instanceof AuthError)) throw error
    problems.push(`connections[${index}]: ${error.detail}`)
    return null
  }
}

function parseOne(given: unknown): ImportedConnection {
  if (!isPlainObject(given)) throw connectionInvalid('wanted an object')
  const unknown = Object.keys(given).filter((name) => !members.includes(name))
  if (unknown.length > 0) throw connectionInvalid(`does not know '${unknown.join("', '").slice(0, 200)}'`)
  const { settings, secrets, ...columns } = given
  if (!isPlainObject(settings)) throw connectionInvalid('settings must be an object')
  const clash = Object.keys(settings).filter((name) => members.includes(name))
  if (clash.length > 0) throw connectionInvalid(`settings must not have ${clash.join(', ')}`)
  if (!Array.isArray(secrets) || secrets.some((name) => typeof name !== 'string'))
    throw connectionInvalid('secrets must be a list of names')
  const { id, ...draft } = parseDraft({ ...columns, ...settings })
  if (id === null) throw connectionInvalid('needs an id')
  const found = splitSecrets(draft.settings.set).secrets
  if (Object.keys(found).length > 0)
    throw connectionInvalid(`an export holds no secrets, this has ${namesOfSecrets(found).join(', ')}`)
  return { ...draft, id, provisioning: { ...defaultProvisioning, ...draft.provisioning } }
}
