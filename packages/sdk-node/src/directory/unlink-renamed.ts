import type { User } from '../model/user.ts'
import type { ScimRealm } from './scim-realm.ts'
import { userUnlinked } from './user-events.ts'

/**
 * Some identity providers name people in assertions by their address or username. Once such a name is another, the link by the old one
 * would keep the person out, and let in whoever is given the old name. Without it the next sign-in is matched anew.
 */
export async function unlinkRenamed(before: User, after: User, realm: ScimRealm): Promise<void> {
  const { store, connectionId, writer, now } = realm
  const kept = namesOf(after)
  const gone = namesOf(before).filter((name) => !kept.includes(name))
  if (gone.length === 0) return
  const links = await store.users.listLinks(after.organizationId, after.id)
  const link = links.find((one) => one.connectionId === connectionId)
  if (link === undefined || !gone.includes(link.subject.toLowerCase())) return
  // False: a sign-in or an administrator was faster.
  await store.users.unlink(after, connectionId, [userUnlinked(after, link, writer, now())])
}

/** As a subject may say them; see `toLink`. */
function namesOf({ email, username }: User): readonly string[] {
  const names = [email, username].filter((name) => name !== null).map((name) => name.toLowerCase())
  return email === null ? names : [...names, `email:${email}`]
}
