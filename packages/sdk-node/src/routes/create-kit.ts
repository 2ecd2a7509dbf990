import type { Config } from '../config/config.ts'
import type { CompleteGroups } from '../login/complete-groups.ts'
import { once } from '../login/once.ts'
import { createProtocols } from '../login/protocols.ts'
import type { Connection } from '../model/connection.ts'
import { deferVerbs } from '../model/defer-verbs.ts'
import type { Connections } from '../ports/connections.ts'
import type { Outside } from '../ports/outside.ts'
import type { Store } from '../ports/store.ts'
import { createRateLimit } from '../http/rate-limit.ts'
import type { RevocationWatch } from '../sessions/revocation-watch.ts'
import { createSessionRoles } from '../sessions/session-roles.ts'
import { createFetchChooser, reachOf } from './choose-fetch.ts'
import type { Kit } from './kit.ts'
import { createLargeSessionNotice } from './large-session-notice.ts'

/** What an origin decides. */
export type OriginParts = Pick<Kit, 'config' | 'loginCookies' | 'logoutCookies' | 'sessionCookies'>

const verbs: readonly (keyof Connections)[] = [
  'find',
  'findFresh',
  'findByDomain',
  'findByOrganization',
  'findServiceProvider',
  'findSummary',
  'findDefault',
  'mayVouchFor',
  'allowsPassword',
  'findPolicy',
]

/** Puts the rooms together. Nothing is opened or fetched here: frameworks evaluate modules at build time too. */
export function createKit(parts: OriginParts, store: Store, revocations: RevocationWatch): Kit {
  const { config } = parts
  const fetchOf = createFetchChooser(config)
  const tools = once(async () => (await import('./load-record-tools.ts')).loadRecordTools(config))
  const discovery = once(async () =>
    (await import('./load-discovery.ts')).loadDiscovery(config, {
      store,
      tools,
      fetchOf: (source) => fetchOf(source, { trusted: source.metadataUrl }),
    }),
  )
  const groups = once(async () => (await import('../login/complete-groups.ts')).createCompleteGroups())
  const secretBox: Kit['secretBox'] = async () => (await tools()).secretBox
  const written = writtenBy(config)
  return Object.freeze({
    ...parts,
    store,
    revocations,
    connections: deferVerbs<Connections>(verbs, async () => (await discovery()).connections),
    discovery: {
      report: async () => (await discovery()).report(),
      expire: async () => (await discovery()).expire(),
    },
    readRecord: async () => (await tools()).readRecord,
    secretBox,
    sessionRoles: createSessionRoles({ store, secretBox }),
    noteLargeSession: createLargeSessionNotice(config),
    protocols: createProtocols(),
    scim: once(async () => (await import('./load-scim.ts')).loadScim(config, store)),
    signalKeys: once(async () => (await import('./load-signal-keys.ts')).loadSignalKeys()),
    completeGroups: async (...given: Parameters<CompleteGroups>) => (await groups())(...given),
    mayAsk: createRateLimit(60, config.now),
    mayRecordFailure: createRateLimit(60, config.now),
    // A whole company goes home by one address.
    mayEndSessions: createRateLimit(300, config.now),
    outsideOf: (connection: Connection): Outside => ({
      now: config.now,
      fetch: fetchOf(connection, reachOf(connection, written.has(connection.id))),
    }),
  })
}

/** Ids of the connections that the developer wrote down. */
function writtenBy({ connections }: Config): ReadonlySet<string> {
  return new Set(connections.map((source) => (source.kind === 'ready' ? source.connection.id : source.known.id)))
}
