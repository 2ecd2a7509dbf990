import { parseEmail } from '../discovery/parse-email.ts'
import { listFamily } from '../directory/families.ts'
import type { Connection } from '../model/connection.ts'
import type { User } from '../model/user.ts'
import { toSamlSessionName, toUpstreamKey } from '../sessions/to-upstream-key.ts'
import type { SignalRealm } from '../signals/signal-realm.ts'
import type { Kit } from './kit.ts'

/** The people a connection's transmitter may speak of. */
export function createSignalRealm(connection: Connection, { store, connections }: Kit): SignalRealm {
  const { id, organization, attributes } = connection
  const { users } = store
  const idOf = async (user: User | null): Promise<string | null> =>
    user !== null && (await isOfConnection(user, id, users)) ? user.id : null
  return Object.freeze({
    connectionId: id,
    organizationId: organization.id,
    isSaml: connection.type === 'saml',
    issuers: listIssuers(connection),
    linksBySubject: attributes.subject.length === 0,
    toKey: (name) => toUpstreamKey(id, name),
    toSamlSessionName,
    findByLink: async (subject) => (await users.findByLink({ connectionId: id, subject }))?.id ?? null,
    findById: async (userId) => idOf(await users.findAnywhere(userId)),
    findByEmail: async (text) => {
      const email = parseEmail(text)
      if (email === null || !(await connections.mayVouchFor(connection, email.domain))) return null
      for (const organizationId of (await listFamily(store, organization.id)).ids) {
        const found = await idOf(await users.findByEmail(organizationId, email.address))
        if (found !== null) return found
      }
      return null
    },
  } satisfies SignalRealm)
}

/** Who signs in by it, or is kept by its SCIM client. */
async function isOfConnection(user: User, connectionId: string, users: Kit['store']['users']): Promise<boolean> {
  if (user.scimConnectionId === connectionId) return true
  const links = await users.listLinks(user.organizationId, user.id)
  return links.some((link) => link.connectionId === connectionId)
}

/** As it calls itself in sign-ins, and in its events. */
function listIssuers(connection: Connection): readonly string[] {
  const own = connection.type === 'oidc' ? connection.issuer : connection.idpEntityId
  return [...new Set([own, ...(connection.signals === null ? [] : [connection.signals.issuer])])]
}
