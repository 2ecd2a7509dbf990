import { requireSession } from '@launchpad-sso/next'
import { auth } from '../../../auth.ts'

export default async function Page() {
  const session = await requireSession(auth)
  return <h1>Without a proxy, for {session.user.email}</h1>
}
