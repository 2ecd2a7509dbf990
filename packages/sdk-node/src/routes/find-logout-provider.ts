import type { Session } from '../model/session.ts'
import type { LogoutProvider } from '../pages/sign-out-page.ts'
import type { Kit } from './kit.ts'
import type { LogoutWish } from './sign-out.ts'

/** Where else a sign-out may end the session. Null: nowhere, or nobody can say now. */
export async function findLogoutProvider(
  { singleLogout }: LogoutWish,
  session: Session,
  kit: Kit,
): Promise<LogoutProvider | null> {
  try {
    const connection = await kit.connections.find(session.connection)
    if (connection?.status !== 'active') return null
    const isOffered =
      connection.redirectLogoutUrl !== null || (await kit.protocols.offersLogout(connection, kit.outsideOf(connection)))
    if (!isOffered) return null
    return { name: connection.name, choice: connection.singleLogout ? null : { isMade: singleLogout ?? false } }
  } catch {
    return null
  }
}
