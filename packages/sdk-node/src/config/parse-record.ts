import { AuthError } from '../model/auth-error.ts'
import type { ConnectionRecord } from '../model/connection-record.ts'
import type { Connection, SamlConnection } from '../model/connection.ts'
import type { Organization } from '../model/organization.ts'
import type { ReadRecord } from '../ports/connections.ts'
import type { ConnectionOptions } from './auth-options.ts'
import type { Config } from './config.ts'
import { mergeSettings } from './merge-settings.ts'
import { parseConnection } from './parse-connection.ts'
import type { SamlReaders } from './saml-readers.ts'
import type { Problems } from './surroundings.ts'

/** @throws AuthError when no secret of the app opens them. */
export type OpenSecrets = (record: ConnectionRecord) => Readonly<Record<string, unknown>>

/** Kept beside the settings, or with the domains in the store. */
const notSettings = ['id', 'type', 'name', 'preset', 'organization', 'status', 'provisioning', 'domains']
/** What only the IdP knows. */
const theirs = [
  'metadata',
  'idpEntityId',
  'ssoUrl',
  'ssoBinding',
  'sloUrl',
  'sloResponseUrl',
  'sloBinding',
  'certificates',
]

type Settings = Readonly<Record<string, unknown>>
type Parse = (options: Settings, now: () => Date, problems: Problems) => ReturnType<typeof parseConnection>

/**
 * Reads records by the same rules as `connections` of `createAuth`. Bad settings and secrets that do not open are problems,
 * never thrown.
 *
 * @param config of the main origin.
 */
export function createReadRecord(
  config: Pick<Config, 'baseUrl' | 'authUrl' | 'productName' | 'now'>,
  readers: SamlReaders,
  openSecrets: OpenSecrets,
): ReadRecord {
  const { baseUrl, authUrl, productName } = config
  const parse: Parse = (options, now, problems) =>
    parseConnection(options as unknown as ConnectionOptions, null, {
      authUrl,
      baseUrl,
      productName,
      readers,
      problems,
      now,
      isManaged: true,
    })
  return (record, organization) => {
    const problems: Problems = []
    const options = toOptions(record, organization, openSecrets, config.now(), problems)
    return {
      connection: belongingTo(organization, findConnection(options, record, config.now, parse, problems)),
      serviceProvider: belongingTo(organization, findServiceProvider(options, record, config.now, parse)),
      problems,
    }
  }
}

function toOptions(
  record: ConnectionRecord,
  { id: organizationId, name: organizationName }: Organization,
  openSecrets: OpenSecrets,
  now: Date,
  problems: Problems,
): Settings {
  const { id, type, name, preset, provisioning, settings } = record
  for (const one of notSettings) if (Object.hasOwn(settings, one)) problems.push(`settings must not have ${one}`)
  const own = Object.entries(mergeSettings(settings, tryOpen(record, openSecrets, problems)))
  const known = Object.fromEntries(own.filter(([one]) => !notSettings.includes(one)))
  // Only what options know of an organization; the rest of it is none of a connection's problems.
  const organization = { id: organizationId, name: organizationName }
  return { ...withRetiring(known, record, now), id, type, name, preset, organization, provisioning }
}

function belongingTo<C extends Connection>(organization: Organization, connection: C | null): C | null {
  if (connection === null) return null
  const whole: C = { ...connection, organization }
  return Object.freeze(whole)
}

function tryOpen(record: ConnectionRecord, openSecrets: OpenSecrets, problems: Problems): Settings {
  try {
    return openSecrets(record)
  } catch (error) {
    if (!(error instanceof AuthError)) throw error
    problems.push(`secrets: ${error.detail}`)
    return {}
  }
}

/** Certificates that the metadata no longer names stay in use until every replacement has arrived. */
function withRetiring(settings: Settings, { metadataRefresh }: ConnectionRecord, now: Date): Settings {
  const certificates = settings['certificates'] ?? []
  const retiring = (metadataRefresh?.retiring ?? []).filter(({ until }) => until > now)
  if (retiring.length === 0 || !Array.isArray(certificates)) return settings
  const given = certificates as readonly unknown[]
  return { ...settings, certificates: [...given, ...retiring.map(({ certificate }) => certificate)] }
}

/** A connection that had expired alone (its metadata, all certificates) works on; that it has is a problem all the same. */
function findConnection(
  options: Settings,
  record: ConnectionRecord,
  now: () => Date,
  parse: Parse,
  problems: Problems,
): Connection | null {
  const { metadataRefresh, status } = record
  const others = problems.length
  const metadataUrl = metadataRefresh?.url ?? options['metadataUrl']
  if (options['metadata'] === undefined && metadataUrl !== undefined) {
    parse({ ...options, metadataUrl }, now, problems)
    problems.push(`needs metadata: none has been read from ${JSON.stringify(metadataUrl)} yet`)
    return null
  }
  const current = parse(options, now, problems)
  if (problems.length === 0) return withStatus(current, status)
  const timeless: Problems = []
  const known = parse(options, () => new Date(0), timeless)
  return others === 0 && timeless.length === 0 ? withStatus(known, status) : null
}

function withStatus(source: ReturnType<Parse>, status: ConnectionRecord['status']): Connection | null {
  return source?.kind === 'ready' ? { ...source.connection, status } : null
}

/** As if the metadata had still to be fetched: then all that is there is ours. */
function findServiceProvider(
  options: Settings,
  { status }: ConnectionRecord,
  now: () => Date,
  parse: Parse,
): SamlConnection | null {
  if (options['type'] !== 'saml') return null
  const ours = Object.entries(options).filter(([name]) => !theirs.includes(name))
  const problems: Problems = []
  const source = parse({ ...Object.fromEntries(ours), metadataUrl: 'https://idp.invalid/' }, now, problems)
  return source?.kind === 'metadata-url' && problems.length === 0 ? { ...source.known, status } : null
}
