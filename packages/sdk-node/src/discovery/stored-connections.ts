import { noPolicy } from '../model/authentication-policy.ts'
import { AuthError } from '../model/auth-error.ts'
import type { Connection } from '../model/connection.ts'
import type { StoredSettings } from '../model/organization.ts'
import type { Connections, ConnectionSummary } from '../ports/connections.ts'
import type { ChangeFollower } from './change-follower.ts'
import type { DomainFinder } from './domain-finder.ts'
import { pickDomain } from './pick-domain.ts'
import type { DomainStore } from '../ports/organization-store.ts'
import type { KnownConnection, KnownOrganization, StoreCaches } from './store-caches.ts'

/** The connections in the store. */
export type StoredConnections = Omit<Connections, 'findDefault'>

/** What they are found with. */
export interface StoredConnectionsParts {
  readonly follower: ChangeFollower
  readonly finder: DomainFinder
  readonly caches: StoreCaches
  readonly domains: Pick<DomainStore, 'findVerified'>
}

const none: readonly ConnectionSummary[] = Object.freeze([])
/** Anything can stand in a URL, and a database does not take every text. */
const idPattern = /^[a-z0-9-]{1,64}$/

/** Looks in memory first; what the store wrote is noticed before that. */
export function storedConnections({ follower, finder, caches, domains }: StoredConnectionsParts): StoredConnections {
  const { connections, organizations, active } = caches
  /** Whether there is anything to look for, once what is known is new enough. */
  const prepare = async (id?: string): Promise<boolean> => {
    if (id !== undefined && !idPattern.test(id)) return false
    const behind = follower.catchUp()
    if (behind !== null) await behind
    return !follower.isEmpty()
  }
  const findKnown = async (id: string): Promise<KnownConnection | null> => {
    if (!(await prepare(id))) return null
    const known = await connections.get(id)
    return known === null || caches.isCurrent(known) ? known : connections.reload(id)
  }
  const find = async (id: string): Promise<Connection | null> => toConnection(await findKnown(id))
  const findByDomain = async (domain: string): Promise<readonly ConnectionSummary[]> => {
    // As `prepare`, without a turn of its own: most lookups find everything in memory.
    const behind = follower.catchUp()
    if (behind !== null) await behind
    const finding = follower.isEmpty() ? null : finder.find(domain)
    // Waiting for what is there already would cost more than finding it.
    const entry = finding instanceof Promise ? await finding : finding
    if (entry === null) return none
    const { organizationId, connectionIds } = entry
    const getting = active.get(organizationId)
    const found = (getting instanceof Promise ? await getting : getting) ?? none
    return connectionIds === null ? found : found.filter(({ id }) => connectionIds.includes(id))
  }
  return Object.freeze({
    find,
    findFresh: async (id) => ((await prepare(id)) ? toConnection(await connections.reload(id)) : null),
    findByDomain,
    findByOrganization: async (organizationId) =>
      ((await prepare(organizationId)) ? await active.get(organizationId) : null) ?? none,
    findServiceProvider: async (id) => (await findKnown(id))?.serviceProvider ?? null,
    findSummary: async (id) => (await findKnown(id))?.summary ?? null,
    mayVouchFor: async ({ id, organization, anyDomain }, name) => {
      if (anyDomain) return true
      const domain = await pickDomain(name, domains)
      if (domain?.organizationId !== organization.id) return false
      return domain.connectionIds === null || domain.connectionIds.includes(id)
    },
    allowsPassword: async (name) => {
      const entry = (await prepare()) ? await finder.find(name) : null
      const settings = entry && (await findSettings(await organizations.get(entry.organizationId), organizations))
      return settings?.passwordSignIn ?? true
    },
    findPolicy: async (id) => {
      const organization = (await prepare(id)) ? await organizations.get(id) : null
      return (await findSettings(organization, organizations))?.authentication ?? noPolicy
    },
  } satisfies StoredConnections)
}

/** Its own, or those of its main organization. */
async function findSettings(
  organization: KnownOrganization | null,
  organizations: StoreCaches['organizations'],
): Promise<StoredSettings | null> {
  if (organization === null || organization.settings !== null || organization.parentId === null)
    return organization?.settings ?? null
  return (await organizations.get(organization.parentId))?.settings ?? null
}

/**
 * @throws AuthError CONNECTION_INACTIVE, CONNECTION_INVALID for one that is not complete
 */
function toConnection(known: KnownConnection | null): Connection | null {
  if (known === null || known.connection !== null) return known?.connection ?? null
  const { id, status } = known.summary
  const detail = `connection '${id}' is ${status} and not complete: ${known.problems.join('; ')}`
  throw new AuthError(status === 'active' ? 'CONNECTION_INVALID' : 'CONNECTION_INACTIVE', detail)
}
