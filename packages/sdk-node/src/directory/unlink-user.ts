import { AuthError } from '../model/auth-error.ts'
import type { User } from '../model/user.ts'
import type { Writer } from '../model/write-context.ts'
import type { Store } from '../ports/store.ts'
import { userUnlinked } from './user-events.ts'

/** @throws AuthError CONNECTION_NOT_FOUND when the user has no link there */
export async function unlinkUser(
  user: User,
  connectionId: string,
  { store: { users }, now }: { readonly store: Pick<Store, 'users'>; readonly now: () => Date },
  writer: Writer,
): Promise<void> {
  const links = await users.listLinks(user.organizationId, user.id)
  const link = links.find((one) => one.connectionId === connectionId)
  if (link !== undefined && (await users.unlink(user, connectionId, [userUnlinked(user, link, writer, now())]))) return
  throw new AuthError(
    'CONNECTION_NOT_FOUND',
    `wanted a connection user ${user.id} is linked to, got '${connectionId.slice(0, 80)}'`,
  )
}
