import type { Config } from './config/config.ts'
import { createConnections } from './connections/create-connections.ts'
import type { ManageConnections } from './connections/manage-connections.ts'
import { createTestStarter } from './connections/start-test.ts'
import { createGroups } from './directory/create-groups.ts'
import { createRoles } from './directory/create-roles.ts'
import { createUsers } from './directory/create-users.ts'
import type { ManageGroups } from './directory/manage-groups.ts'
import type { ManageRoles } from './directory/manage-roles.ts'
import type { ManageUsers } from './directory/manage-users.ts'
import { getConnection } from './discovery/get-connection.ts'
import { parseEmail } from './discovery/parse-email.ts'
import { AuthError } from './model/auth-error.ts'
import { sealTestTicket } from './login/test-ticket.ts'
import { createGuardedFetch } from './node/guarded-fetch.ts'
import { discoverIssuer } from './oidc/discover-issuer.ts'
import { createDomains } from './organizations/create-domains.ts'
import { createOrganizations } from './organizations/create-organizations.ts'
import { createTxtResolver } from './organizations/create-txt-resolver.ts'
import type { ManageDomains } from './organizations/manage-domains.ts'
import type { ManageOrganizations } from './organizations/manage-organizations.ts'
import { connectionOf, isStaticOrganization } from './is-static-organization.ts'
import type { Store } from './ports/store.ts'
import type { Kit } from './routes/kit.ts'
import { loginPath, logoutReturnUrl, replyUrl } from './routes/urls.ts'
import { createCertificate } from './saml-idp/create-certificate.ts'
import { createSessions } from './sessions/revoke-sessions.ts'
import type { UpstreamRefresh } from './sessions/upstream-refresh.ts'
import type { ManageSessions } from './sessions/manage-sessions.ts'
import { createManageScim } from './scim/manage-tokens.ts'
import type { ManageScim } from './scim/manage-scim.ts'
import { hashToken } from './stores/hash-token.ts'
import { toIdpCertificate } from './saml/idp-certificate.ts'
import { parseIdpMetadata } from './saml/parse-idp-metadata.ts'

/** Everything that is managed at run time. */
export interface Management {
  /** The customers. Whoever calls this, or what follows, decides who may. */
  readonly organizations: ManageOrganizations
  /** Their e-mail domains, proven by DNS. */
  readonly domains: ManageDomains
  /** Their links to identity providers. */
  readonly connections: ManageConnections
  /** Their people. */
  readonly users: ManageUsers
  /** Their groups. */
  readonly groups: ManageGroups
  /** Which group gives which role. */
  readonly roles: ManageRoles
  /** Their sessions. */
  readonly sessions: ManageSessions
  /** What their SCIM clients need. */
  readonly scim: ManageScim
}

/**
 * Puts the rooms of management together. Loaded by its first call: most processes of most apps only sign people in.
 *
 * @param kit of the main origin, which is in the URLs that identity providers are given.
 */
export async function createManagement(kit: Kit): Promise<Management> {
  const { config } = kit
  const { now, dns } = config
  const store = expireOnWrite(kit)
  const directory = { store, now, isStaticOrganization: isStaticOrganization(config) }
  return Object.freeze({
    organizations: createOrganizations({ store, now }),
    domains: createDomains({ store, now, resolveTxt: createTxtResolver(dns) }),
    connections: await createManagedConnections(kit, store),
    users: createUsers({ ...directory, parseEmail }),
    groups: createGroups({ ...directory, connections: kit.connections }),
    roles: createRoles(directory),
    sessions: createSessions({
      store,
      now,
      hasConnection: async (organizationId, connectionId) =>
        (await kit.connections.findSummary(connectionId))?.organization.id === organizationId,
      revocations: kit.revocations,
      secretBox: kit.secretBox,
      keepTokens: config.session.keepTokens,
      elapsedMs: () => performance.now(),
      refresh: refreshBy(kit),
    }),
    scim: createManageScim({ store, now, hashToken, baseUrl: `${config.authUrl}/scim/v2` }),
  } satisfies Management)
}

/** Asks a session's identity provider for new tokens, with what is set of the connection by now. */
function refreshBy({ connections, protocols, outsideOf }: Kit): UpstreamRefresh {
  return async (connectionId, given, mayUse) => {
    const connection = await getConnection(connections.findFresh, connectionId)
    if (connection.type === 'oidc') {
      if (connection.issuer === given.issuer)
        return protocols.refreshOidc({ ...given, mayUse }, connection, outsideOf(connection))
      const detail = `connection '${connectionId}': wanted issuer '${given.issuer}', got '${connection.issuer}' by now`
      throw new AuthError('OIDC_REFRESH_REFUSED', detail)
    }
    throw new AuthError('LOGIN_CONNECTION_MISMATCH', `connection '${connectionId}' is ${connection.type} by now`)
  }
}

/** What this process has written counts here at once, and not only when the store is next asked. */
function expireOnWrite({ store, discovery, revocations }: Kit): Store {
  const { organizations: o, domains: d, connections: c, users: u, groups: g, roleMappings: r } = store
  const expiring =
    <A extends readonly unknown[], R>(write: (...given: A) => Promise<R>, expire: () => Promise<void> | void) =>
    async (...given: A): Promise<R> => {
      try {
        return await write(...given)
      } finally {
        await expire()
      }
    }
  const all = async (): Promise<void> => {
    revocations.expire()
    await discovery.expire()
  }
  const customers = <A extends readonly unknown[], R>(write: (...given: A) => Promise<R>): typeof write =>
    expiring(write, all)
  const people = <A extends readonly unknown[], R>(write: (...given: A) => Promise<R>): typeof write =>
    expiring(write, revocations.expire)
  return Object.freeze({
    ...store,
    organizations: { ...o, insert: customers(o.insert), replace: customers(o.replace), remove: customers(o.remove) },
    domains: { ...d, insert: customers(d.insert), replace: customers(d.replace), remove: customers(d.remove) },
    connections: { ...c, insert: customers(c.insert), replace: customers(c.replace), remove: customers(c.remove) },
    users: { ...u, replace: people(u.replace), move: people(u.move), remove: people(u.remove) },
    groups: { ...g, remove: people(g.remove), amend: people(g.amend), change: people(g.change) },
    roleMappings: { ...r, put: people(r.put), remove: people(r.remove) },
  })
}

async function createManagedConnections(kit: Kit, store: Store): Promise<ManageConnections> {
  const { config } = kit
  const { now } = config
  const [secretBox, readRecord] = await Promise.all([kit.secretBox(), kit.readRecord()])
  const fetchWithin = createFetchWithin(config)
  const staticIds = new Set(config.connections.map((source) => connectionOf(source).id))
  return createConnections({
    store,
    now,
    secretBox,
    readRecord,
    readers: { parseIdpMetadata, toIdpCertificate },
    fetchWithin,
    discoverIssuer: async ({ issuer, insecureAllowPrivateNetwork }) =>
      discoverIssuer(
        { issuer, insecureAllowPrivateNetwork },
        { now, fetch: fetchWithin({ insecureAllowPrivateNetwork }) },
      ),
    createCertificate,
    urlsOf: (id) => urlsOf(config, id),
    isStaticId: (id) => staticIds.has(id),
    tests: createTestStarter({
      store,
      now,
      readRecord,
      sealTicket: (ticket) => sealTestTicket(ticket, secretBox),
      testUrl: (connectionId, ticket) => {
        const url = new URL(`${config.basePath}/test/${connectionId}`, config.baseUrl)
        url.searchParams.set('ticket', ticket)
        return url
      },
    }),
  })
}

/** What an administrator of a customer types is never trusted with our network. */
function createFetchWithin({
  fetch,
}: Config): (reach: { readonly insecureAllowPrivateNetwork: boolean }) => typeof globalThis.fetch {
  if (fetch !== null) return () => fetch
  const guarded = createGuardedFetch({ trustedOrigins: [], insecureAllowPrivateNetwork: false })
  const anywhere = createGuardedFetch({ trustedOrigins: [], insecureAllowPrivateNetwork: true })
  return ({ insecureAllowPrivateNetwork }) => (insecureAllowPrivateNetwork ? anywhere : guarded)
}

function urlsOf(config: Config, id: string): ReturnType<Parameters<typeof createConnections>[0]['urlsOf']> {
  const { baseUrl, basePath } = config
  const at = (path: string): string => new URL(path, baseUrl).href
  return {
    metadata: at(`${basePath}/saml/${id}/metadata`),
    acs: replyUrl(config, { id, type: 'saml' }).href,
    redirect: replyUrl(config, { id, type: 'oidc' }).href,
    login: at(loginPath(basePath, { connection: id })),
    launch: at(`${basePath}/launch/${id}`),
    slo: logoutReturnUrl(config, { id, type: 'saml' }).href,
    postLogoutRedirect: logoutReturnUrl(config, { id, type: 'oidc' }).href,
    backchannelLogout: at(`${basePath}/oidc/${id}/backchannel-logout`),
    frontchannelLogout: at(`${basePath}/oidc/${id}/frontchannel-logout`),
  }
}
