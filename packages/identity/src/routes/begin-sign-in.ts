import { redirectTo, type Reply } from '../http/reply.ts'
import type { NewSignIn } from '../sign-in/sign-ins.ts'
import type { Kit } from './kit.ts'

/**
 * Remembers what the person signs in for and goes on by GET: a `SameSite=Lax` cookie stays at home when another site
 * posts a form here, and comes along with the GET that follows.
 */
export function beginSignIn(signIn: NewSignIn, kit: Kit): Reply {
  const { id } = kit.signIns.begin(signIn)
  return redirectTo(`/login?login=${id}`)
}
