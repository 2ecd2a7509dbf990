import { AuthError } from '../model/auth-error.ts'
import type { User } from '../model/user.ts'
import type { FoundUser, UniqueField, Visit } from './admission-visit.ts'
import { findMatch } from './find-match.ts'
import { toCriterion } from './to-criterion.ts'

/**
 * The user linked to the identity's subject, else the one whom the match key means. A match key alone never leads to a user whom
 * the connection already knows under another subject: addresses and usernames are given to other people, subjects are not. Nor to
 * one whose address other connections serve.
 *
 * @throws AuthError USER_CONFLICT, USER_NOT_PROVISIONED when nobody is found and the policy wants people to be there before
 */
export async function findUser(visit: Visit): Promise<FoundUser | null> {
  const { link, store, connection } = visit
  const linked = await store.users.findByLink(link)
  if (linked !== null) return { user: linked, isLinked: true }
  const user = await findMatch(visit)
  if (user === null) {
    checkMayBeNew(visit)
    return null
  }
  // A link to this subject can only have been made just now: then it is not made again, and the next try finds the user by it.
  const links = await store.users.listLinks(user.organizationId, user.id)
  const { field } = toCriterion(visit.identity, connection.provisioning)
  if (links.some(({ connectionId, subject }) => connectionId === connection.id && subject !== link.subject))
    throw new AuthError('USER_CONFLICT', `user ${user.id} has the ${field}, and another subject at '${connection.id}'`)
  if (field !== 'email') await checkAddress(user, field, visit)
  return { user, isLinked: false }
}

/**
 * Usernames and ids are whatever an identity provider says. One that may not vouch for somebody's address, because another
 * connection of the organization does, must not get their account by naming them otherwise. And the other way round: whoever another
 * connection's SCIM client has named so is not taken for the person who comes.
 */
async function checkAddress(user: User, field: UniqueField, visit: Visit): Promise<void> {
  const { id, email, scimConnectionId } = user
  const domain = email?.slice(email.lastIndexOf('@') + 1)
  const isKeptByOthers = scimConnectionId !== null && scimConnectionId !== visit.connection.id
  if (isKeptByOthers && (domain === undefined || !(await visit.mayVouchFor(domain))))
    throw new AuthError(
      'USER_CONFLICT',
      `user ${id} has the ${field}, and is kept by the SCIM client of '${scimConnectionId}', not of '${visit.connection.id}'`,
    )
  if (domain === undefined || !(await visit.isServedByOthers(domain))) return
  throw new AuthError(
    'USER_CONFLICT',
    `user ${id} has the ${field}, and an address in '${domain}', which other connections serve than '${visit.connection.id}'`,
  )
}

function checkMayBeNew({ identity, connection: { id, provisioning } }: Visit): void {
  if (provisioning.mode === 'jit') return
  const { field, value } = toCriterion(identity, provisioning)
  const got = value === null ? 'but none was sent' : `'${value.slice(0, 254)}', got none`
  throw new AuthError(
    'USER_NOT_PROVISIONED',
    `connection '${id}' is ${provisioning.mode}: wanted a user with the ${field} ${got}`,
  )
}
